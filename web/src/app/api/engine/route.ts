import { methodNotAllowed, read, write } from "@/lib/server/route";

export const GET = read("get_engine");
export const PUT = write("set_engine");
export const { DELETE, OPTIONS, PATCH, POST } = methodNotAllowed("GET", "PUT");
