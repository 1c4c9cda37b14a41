import { otherThan } from "@/lib/server/other-methods";
import { read } from "@/lib/server/route";

export const GET = read("get_facility");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherThan("GET");
