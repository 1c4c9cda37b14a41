import { methodNotAllowed, write } from "@/lib/server/route";

export const POST = write("send_test_notice");
export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodNotAllowed("POST");
