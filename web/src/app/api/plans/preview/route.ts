import { methodNotAllowed, write } from "@/lib/server/route";

export const POST = write("preview_plan");
export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST");
