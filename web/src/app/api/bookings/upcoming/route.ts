import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("get_upcoming_bookings");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
