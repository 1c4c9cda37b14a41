import { methodNotAllowed, read, write } from "@/lib/server/route";

export const GET = read("get_slots");
export const POST = write("get_cached_availability");
export const { DELETE, OPTIONS, PATCH, PUT } = methodNotAllowed("GET", "POST");
