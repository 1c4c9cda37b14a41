import { methodNotAllowed, write } from "@/lib/server/route";

export const PUT = write("set_account_token", "account_id");
export const { DELETE, GET, OPTIONS, PATCH, POST } = methodNotAllowed("PUT");
