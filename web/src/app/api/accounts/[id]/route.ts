import { methodNotAllowed, read, remove, write } from "@/lib/server/route";

export const GET = read("get_account", "account_id");
export const PUT = write("update_account", "account_id");
export const DELETE = remove("delete_account", "account_id");
export const { OPTIONS, PATCH, POST } = methodNotAllowed("GET", "PUT", "DELETE");
