import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("get_booking_logs", "booking_id");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
