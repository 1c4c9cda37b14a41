import { methodNotAllowed, read, remove, write } from "@/lib/server/route";

export const GET = read("get_booking", "booking_id");
export const PUT = write("update_booking", "booking_id");
export const DELETE = remove("cancel_booking", "booking_id");
export const { OPTIONS, PATCH, POST } = methodNotAllowed("GET", "PUT", "DELETE");
