import type { Page } from "@playwright/test";
import { addDays, daysBetween, parsePlainDate, weekdayOf } from "@/lib/dates/plain-date";
import { chooseAccount } from "./support/account";
import { addAccount, facilityOf, fill, statisticsOf } from "./support/seed";
import { expect, test } from "./support/test";

const statuses = ["confirmed", "pending", "failed", "cancelled"] as const;

/** The facility's first slot, and the number of its slots. */
const [firstHour, openHours] = [6, 18];

const totals = (page: Page) => page.getByRole("region", { name: "Totals" });

test("totals and tables show what the server counts", async ({ page, bridge }) => {
  await fill(bridge);
  const { today } = await facilityOf(bridge);
  const sunday = addDays(today, 7 - weekdayOf(today));
  const counted = await statisticsOf(bridge, {
    date_from: addDays(sunday, -55),
    group_by: ["week", "weekday_hour"],
  });
  await page.goto("/?tab=statistics");
  await expect(totals(page)).toContainText(`Success rate${counted.success_rate}%, of`);
  await expect(totals(page)).toContainText(`Bookings${counted.total}, in all`);
  for (const status of statuses) {
    await expect(totals(page)).toContainText(`${status.toUpperCase()}${counted[status]}, `);
  }

  await page.getByRole("button", { name: /^Show as table: Bookings per week/ }).click();
  const weeks = page.getByRole("table", { name: "Bookings over time" }).locator("tbody").getByRole("row");
  // Eight weeks, and those up to the last upcoming booking.
  const last = parsePlainDate(counted.by_week?.at(-1)?.week_start ?? "");
  await expect(weeks).toHaveCount(last === undefined ? 8 : daysBetween(addDays(sunday, -55), last) / 7 + 1);
  const shown = await weeks.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("td")].slice(0, 4).map((cell) => Number(cell.textContent))),
  );
  const expected = (counted.by_week ?? []).map((week) => statuses.map((status) => week[status]));
  expect(shown.filter((counts) => counts.some((count) => count > 0)).reverse()).toEqual(expected);

  const heat = page.getByRole("table", { name: "Bookings by weekday and hour" });
  const hours = await heat.locator("tbody td").allTextContents();
  const sum = (counts: Record<(typeof statuses)[number], number>) =>
    statuses.reduce((all, status) => all + counts[status], 0);
  for (const row of counted.by_weekday_hour ?? []) {
    expect(Number(hours[(row.weekday - 1) * openHours + row.hour - firstHour])).toBe(sum(row));
  }
  expect(hours.reduce((all, text) => all + Number(text), 0)).toBe(counted.total);
});

test("a period and an account limit the numbers, and the URL remembers them", async ({
  page,
  bridge,
}) => {
  const [, other] = await fill(bridge);
  if (!other) throw new Error("The seed has two accounts.");
  const everyone = await statisticsOf(bridge, {});
  const one = await statisticsOf(bridge, { account_id: other.id });
  await page.goto("/?tab=statistics");
  await page.getByRole("radio", { name: "All", exact: true }).click();
  await expect(totals(page)).toContainText(`Bookings${everyone.total}, in all`);
  await chooseAccount(page, other.netid);
  await expect(totals(page)).toContainText(`Bookings${one.total}, in all`);
  await page.reload();
  await expect(totals(page)).toContainText(`Bookings${one.total}, in all`);
  await expect(page.getByRole("radio", { name: "All", exact: true })).toBeChecked();
});

test("an account without bookings is not taken for everyone", async ({ page, bridge }) => {
  await fill(bridge);
  await addAccount(bridge, "newcomer");
  await page.goto("/?tab=statistics&period=all");
  await chooseAccount(page, "newcomer");
  await expect(page.getByText("This account has no bookings yet")).toBeVisible();
});

test("the charts draw what the tables say, and give the numbers under the pointer", async ({ page, bridge }) => {
  await fill(bridge);
  await page.goto("/?tab=statistics");
  const card = page.getByRole("region", { name: "Bookings per week" });
  const plot = card.locator("[data-plot]");
  await expect(plot.locator("svg:has(> rect)").last()).toBeVisible();
  const bars = await plot.locator("svg:has(> rect)").evaluateAll((drawn) =>
    drawn.map((bar) => [...bar.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect().height)),
  );
  // The upper end of the last bar, in the middle of its eighth of the chart.
  const { x, y, width, height } = (await plot.locator("svg:has(> rect)").last().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  const pointed = await plot.locator("dl dd").allTextContents();
  await card.getByRole("button", { name: /^Show as table/ }).click();
  const rows = await card.getByRole("table").locator("tbody").getByRole("row").evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
  );
  expect(pointed).toEqual(rows[0]);
  const counts = rows.reverse().map((row) => row.slice(0, 4).map(Number));
  const tallest = Math.max(...bars.flat());
  const most = Math.max(...counts.flat());
  expect(bars).toHaveLength(counts.length);
  bars.forEach((heights, week) =>
    heights.forEach((drawn, status) => expect(drawn / tallest).toBeCloseTo((counts[week]?.[status] ?? -1) / most, 2)),
  );
});
