import { read } from "@/lib/server/route";

export const GET = read("get_booking_logs", "booking_id");
