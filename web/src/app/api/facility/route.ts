import { read } from "@/lib/server/route";

export const GET = read("get_facility");
