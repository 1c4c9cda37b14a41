import { methodNotAllowed, write } from "@/lib/server/route";

/** Explains bookings that do not exist yet. It changes nothing; it is a POST because its arguments are those of a create. */
export const POST = write("explain_booking");
export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST");
