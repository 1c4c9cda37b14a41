import { methodNotAllowed, read, write } from "@/lib/server/route";

export const GET = read("get_bookings");
export const POST = write("create_booking");
export const { DELETE, OPTIONS, PATCH, PUT } = methodNotAllowed("GET", "POST");
