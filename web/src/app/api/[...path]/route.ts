import { Failure } from "@/lib/server/failure";

/** Every other path below /api: the same envelope instead of the page that says "not found". */
function notFound(request: Request): Response {
  const { pathname } = new URL(request.url);
  return new Failure(404, "not_found", `There is no ${pathname} here.`).toResponse();
}

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
