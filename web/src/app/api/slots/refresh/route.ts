import { methodNotAllowed, write } from "@/lib/server/route";

export const POST = write("refresh_multiple");
export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST");
