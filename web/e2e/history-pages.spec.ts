import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Bridge } from "../tests/support/bridge";
import { addDays } from "@/lib/dates/plain-date";
import { hold } from "./support/held";
import { addAccount, book } from "./support/seed";
import { expect, test } from "./support/test";

const slotsADay = 48;
const days = 60;
const total = slotsADay * days;

const times = Array.from({ length: slotsADay }, (_, at) => {
  const minutes = at % 2 === 0 ? "00" : "30";
  return `${String(Math.floor(at / 2)).padStart(2, "0")}:${minutes}`;
});

async function fillHistory(bridge: Bridge, days: number): Promise<void> {
  const { id } = await addAccount(bridge, "jdevries");
  const all = Array.from({ length: days }, (_, day) => addDays("2026-01-01", day));
  await Promise.all(
    all.map((booking_date) => book(bridge, { account_id: id, booking_date, time_slots: times })),
  );
}

/** The ids of the bookings on the page that is shown. */
async function shown(page: Page): Promise<(string | null)[]> {
  const links = await page.getByRole("table").getByRole("link").all();
  return Promise.all(links.map((link) => link.getAttribute("href")));
}

test("thousands of bookings are read page by page, none twice, and saved whole", async ({
  page,
  bridge,
}) => {
  await fillHistory(bridge, days);
  await page.goto("/?tab=history");
  const heading = (first: number) =>
    page.getByRole("heading", { name: `Bookings ${first} to ${first + 49}, newest first` });
  const pages = page.getByRole("navigation", { name: "Bookings: pages" });
  const next = pages.getByRole("button", { name: "Next" });
  const previous = pages.getByRole("button", { name: "Previous" });
  await expect(heading(1)).toBeVisible();
  await expect(previous).toBeDisabled();
  const first = await shown(page);
  const seen = [...first];
  const release = await hold(page, /\/api\/bookings\?.*cursor=/, "GET");
  await next.click();
  // How many there are on it is not known before it is there.
  await expect(page.getByRole("heading", { name: "Loading page 2" })).toBeFocused();
  release();
  await expect(heading(51)).toBeVisible();
  await previous.click();
  await expect(heading(1)).toBeVisible();
  for (let turned = 1; turned <= 4; turned += 1) {
    await next.click();
    await expect(heading(50 * turned + 1)).toBeVisible();
    await expect(next).toBeEnabled();
    seen.push(...(await shown(page)));
  }
  expect(new Set(seen).size).toBe(250);
  for (let turned = 3; turned >= 0; turned -= 1) {
    await previous.click();
    await expect(heading(50 * turned + 1)).toBeVisible();
  }
  await expect(next).toBeEnabled();
  expect(await shown(page)).toEqual(first);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n").slice(1);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(total);

  await page.getByLabel("From").fill("2026-03-01");
  await expect(page.getByRole("heading", { name: "Bookings 1 to 48, newest first" })).toBeVisible();
  await expect(pages).toBeHidden();
});

test("Back and a reload lead to the page that was read", async ({ page, bridge }) => {
  await fillHistory(bridge, 4);
  await page.goto("/?tab=history");
  const third = page.getByRole("heading", { name: "Bookings 101 to 150, newest first" });
  const next = page.getByRole("button", { name: "Next" });
  await next.click();
  await expect(page.getByRole("heading", { name: "Bookings 51 to 100, newest first" })).toBeVisible();
  await next.click();
  await expect(third).toBeVisible();
  const read = await shown(page);
  await page.getByRole("tab", { name: "Statistics" }).click();
  await page.goBack();
  await expect(third).toBeVisible();
  await page.reload();
  await expect(third).toBeVisible();
  expect(await shown(page)).toEqual(read);
  await page.getByLabel("Status").selectOption("pending");
  await expect(page.getByRole("heading", { name: "Bookings 1 to 50, newest first" })).toBeVisible();
});
