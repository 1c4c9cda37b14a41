import { methodNotAllowed, read, remove } from "@/lib/server/route";

export const GET = read("get_plan", "plan_id");
export const DELETE = remove("cancel_plan", "plan_id");
export const { OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET", "DELETE");
