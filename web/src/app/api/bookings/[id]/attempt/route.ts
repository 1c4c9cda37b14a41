import { methodNotAllowed, write } from "@/lib/server/route";

export const POST = write("attempt_now", "booking_id");
export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST");
