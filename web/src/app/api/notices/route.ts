import { methodNotAllowed, read } from "@/lib/server/route";

export const GET = read("get_notice_settings");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
