import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { addAccount, backend } from "./support/backend";
import { loseAnswer } from "./support/network";
import { openPage } from "./support/page";
import { example } from "./support/records";

let user: UserEvent;

beforeEach(async () => {
  addAccount("jdevries");
  user = await openPage("/?tab=accounts");
});

async function openDialog() {
  await user.click(await screen.findByRole("button", { name: "Calendar link of jdevries" }));
  return within(await screen.findByRole("dialog", { name: "Calendar link of jdevries" }));
}

test("a link is shown once, copied, and revoked when the dialog opens again", async () => {
  const dialog = await openDialog();
  expect(dialog.getByText(/whoever has the link can read/i)).toBeVisible();
  expect(dialog.queryByRole("button", { name: "Revoke link" })).toBeNull();
  await user.click(await dialog.findByRole("button", { name: "Create link" }));
  const { secret } = example("create_calendar_link").response as { secret: string };
  const link = `${window.location.origin}/api/calendar/${secret}.ics`;
  expect(await dialog.findByLabelText("Link")).toHaveValue(link);
  const copied = vi.spyOn(navigator.clipboard, "writeText");
  await user.click(dialog.getByRole("button", { name: "Copy link" }));
  expect(copied).toHaveBeenCalledWith(link);
  await user.keyboard("{Escape}");

  const again = await openDialog();
  expect(await again.findByRole("button", { name: "Replace link" })).toBeVisible();
  expect(again.queryByLabelText("Link")).toBeNull();
  await user.click(again.getByRole("button", { name: "Revoke link" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.requests).toContain("DELETE /api/accounts/1/calendar");
  expect(await (await openDialog()).findByText(/has no link/)).toBeVisible();
});

test("a lost answer is not called a refusal", async () => {
  loseAnswer("post", "/api/accounts/:id/calendar");
  const dialog = await openDialog();
  await user.click(await dialog.findByRole("button", { name: "Create link" }));
  expect(await dialog.findByText(/not known whether the link was created/)).toBeVisible();
});
