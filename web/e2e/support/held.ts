import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";

/** Keeps the page's requests of one method waiting, as a slow server would; the result lets them go. */
export async function hold(page: Page, path: string | RegExp, method: string): Promise<() => void> {
  const gate = new EventEmitter();
  const opened = once(gate, "open");
  await page.route(path, async (route) => {
    if (route.request().method() === method) await opened;
    await route.fallback();
  });
  return () => gate.emit("open");
}
