import { methodNotAllowed, read, write } from "@/lib/server/route";

export const GET = read("get_plans");
export const POST = write("create_plan");
export const { DELETE, OPTIONS, PATCH, PUT } = methodNotAllowed("GET", "POST");
