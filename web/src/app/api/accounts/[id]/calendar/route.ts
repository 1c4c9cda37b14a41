import { methodNotAllowed, remove, write } from "@/lib/server/route";

export const POST = write("create_calendar_link", "account_id");
export const DELETE = remove("revoke_calendar_link", "account_id");
export const { GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST", "DELETE");
