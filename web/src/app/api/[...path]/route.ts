import { notFound } from "@/lib/server/route";

/** Unknown paths under /api get the error envelope, not the HTML page. */
export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
