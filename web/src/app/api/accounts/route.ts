import { read, write } from "@/lib/server/route";

export const GET = read("get_accounts");
export const POST = write("add_account");
