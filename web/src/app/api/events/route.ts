import { events, methodNotAllowed } from "@/lib/server/route";

export const GET = events;
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
