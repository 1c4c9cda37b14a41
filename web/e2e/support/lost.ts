import type { Page } from "@playwright/test";

/** The server does what the page asks for, and its answer never arrives. */
export async function loseAnswers(page: Page, path: string, method: string): Promise<void> {
  await page.route(path, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    await route.fetch();
    await route.abort();
  });
}
