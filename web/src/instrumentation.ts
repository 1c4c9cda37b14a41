/** Runs once when the server starts. A wrong setting stops it here, not at the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { environment } = await import("@/lib/server/environment");
  environment();
  const { exitCleanly } = await import("@/lib/server/stop");
  exitCleanly();
}
