import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("get_account_logs", "account_id");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
