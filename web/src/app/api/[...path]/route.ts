import { notFound } from "@/lib/server/route";

/** Every other path below /api: the same envelope instead of the page that says "not found". */
export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
