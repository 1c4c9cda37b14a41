import { methodNotAllowed, watch } from "@/lib/server/route";

export const GET = watch("get_monitoring_updates");
export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodNotAllowed("GET");
