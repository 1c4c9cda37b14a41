import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("find_bookings");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
