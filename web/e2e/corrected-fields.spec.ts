import { bounds } from "@/lib/api/types";
import { addAccount } from "./support/seed";
import { expect, expectComplaints, test } from "./support/test";

test("what the server refused of a netid is said no more of another", async ({ page, bridge, complaints }) => {
  await addAccount(bridge, "jdevries");
  await page.goto("/?tab=accounts");
  await page.getByRole("button", { name: "Add account" }).click();
  const dialog = page.getByRole("dialog", { name: "Add account" });
  const netid = dialog.getByLabel("NetID");
  const password = dialog.getByLabel("Password (optional)");
  await netid.fill("JDeVries");
  await netid.press("Enter");
  await expect(netid).toHaveAttribute("aria-invalid", "true");
  // Of the name that is still taken it stays true.
  await password.fill("x".repeat(bounds.password.maxLength + 1));
  await expect(netid).toHaveAttribute("aria-invalid", "true");
  await netid.fill("m.bakker");
  await expect(netid).not.toHaveAttribute("aria-invalid", "true");
  await netid.press("Enter");
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(netid).not.toHaveAttribute("aria-invalid", "true");
  expectComplaints(complaints, /status of 409/);
});
