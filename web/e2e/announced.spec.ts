import { liveTexts } from "./support/live-regions";
import { addAccount, book, settle } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("why a cancel was refused appears in a region that readers knew before", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  const [booking] = await book(bridge, { account_id: id, booking_date: "2026-01-05", time_slots: ["07:00"] });
  if (!booking) throw new Error("The bridge books one for each slot.");
  await page.goto("/?tab=history");
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Keep booking" })).toBeFocused();
  const before = await liveTexts(page);
  await settle(bridge, booking, "failed");
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await expect(dialog).toContainText("failed");
  const after = await liveTexts(page);
  const told = after.findIndex((text) => text.includes("failed"));
  expect(told).toBeGreaterThanOrEqual(0);
  expect(before).toHaveLength(after.length);
  expect(before[told]).toBe("");
  expectComplaints(complaints, /status of 409/);
});

test("a range that is reversed is told in a region that readers knew before", async ({ page }) => {
  await page.goto("/?tab=history&from=2026-10-15");
  const to = page.getByLabel("To", { exact: true });
  await expect(to).toBeVisible();
  const told = "The last day must not be before the first.";
  const before = await liveTexts(page);
  await to.fill("2026-10-14");
  await expect(page.getByText(told)).toBeVisible();
  const after = await liveTexts(page);
  expect(after).toContain(told);
  // The results and their heading go, so the regions are compared by what is left of them.
  expect(before.filter((text) => text === "").length).toBe(after.filter((text) => text === "").length + 1);
});
