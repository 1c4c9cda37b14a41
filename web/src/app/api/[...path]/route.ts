import { nowhere } from "@/lib/server/route";

/** Every other path below /api: the same envelope instead of the page that says "not found". */
export {
  nowhere as DELETE,
  nowhere as GET,
  nowhere as OPTIONS,
  nowhere as PATCH,
  nowhere as POST,
  nowhere as PUT,
};
