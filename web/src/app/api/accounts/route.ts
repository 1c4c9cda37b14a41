import { methodNotAllowed, read, write } from "@/lib/server/route";

export const GET = read("get_accounts");
export const POST = write("add_account");
export const { DELETE, OPTIONS, PATCH, PUT } = methodNotAllowed("GET", "POST");
