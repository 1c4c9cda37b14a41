import { calendar, methodNotAllowed } from "@/lib/server/route";

export const GET = calendar;
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
