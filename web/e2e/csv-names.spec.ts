import { readFile } from "node:fs/promises";
import { hold } from "./support/held";
import { addAccount, book } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("a CSV waits for the names of the accounts, and is not made without them", async ({
  page,
  bridge,
  complaints,
}) => {
  const { id } = await addAccount(bridge, "jdevries");
  await book(bridge, { account_id: id, booking_date: "2025-11-20", time_slots: ["06:00"] });
  const save = page.getByRole("button", { name: "Save as CSV" });
  await page.route("**/api/accounts", (route) => route.abort("connectionrefused"));
  await page.goto("/?tab=history");
  await save.click();
  await expect(page.getByRole("status").getByText(/^The CSV file could not be created\./)).toBeVisible();
  expectComplaints(complaints, /ERR_CONNECTION_REFUSED/);

  await page.unroute("**/api/accounts");
  const release = await hold(page, "**/api/accounts", "GET");
  await page.reload();
  const download = page.waitForEvent("download");
  await save.click();
  await expect(save).toHaveAttribute("aria-busy", "true");
  release();
  expect(await readFile(await (await download).path(), "utf8")).toContain("\r\n1,jdevries,2025-11-20,");
});
