import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("explain_booking", "booking_id");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
