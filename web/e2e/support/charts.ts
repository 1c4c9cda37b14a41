import { expect, type Page } from "@playwright/test";

const titles = [/Bookings per week/, /Busiest times/, /Success rate over time/];

/** Has every chart of the Statistics tab show its numbers as a table instead. */
export async function showTables(page: Page): Promise<void> {
  for (const title of titles) {
    const card = page.getByRole("region", { name: title });
    await card.getByRole("button", { name: /^Show as table/ }).click();
    await expect(card.getByRole("button", { name: /^Show as chart/ })).toBeVisible();
    await expect(card.getByRole("table")).toBeVisible();
  }
}
