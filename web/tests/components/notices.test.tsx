import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { addAccount, backend } from "./support/backend";
import { openPage } from "./support/page";

function configure(channel: "email" | "webhook", changes: object = {}) {
  const target = channel === "email" ? "booking@example.org" : "hooks.example.org";
  backend.channels = backend.channels.map((one) =>
    one.channel === channel ? { ...one, is_configured: true, target, ...changes } : one,
  );
}

/** Opens the dialog, after a press of another button. */
async function openNotices(before?: RegExp) {
  addAccount("jdevries", { notify_email: "jan@example.org" });
  const user = await openPage("/?tab=accounts");
  if (before !== undefined) await user.click(await screen.findByRole("button", { name: before }));
  await user.click(await screen.findByRole("button", { name: "Notices" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Notices" }));
  const items = await dialog.findAllByRole("listitem");
  return { user, dialog, items };
}

test("a channel that is not configured names its variable, and nothing can be tested", async () => {
  const { dialog, items } = await openNotices();
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("BRIDGE_NOTIFY_WEBHOOK"),
    expect.stringContaining("BRIDGE_SMTP_URL"),
  ]);
  expect(dialog.queryByRole("button", { name: "Send test" })).toBeNull();
});

test("the last delivery and the last error of a channel are shown", async () => {
  configure("webhook", {
    delivered_at: "2026-11-22T09:00:00.000Z",
    tried_at: "2026-11-22T09:30:00.000Z",
    error: "The webhook answered 503.",
    waiting: 2,
  });
  const { items } = await openNotices();
  expect(items[0]).toHaveTextContent("Posts to hooks.example.org");
  expect(items[0]).toHaveTextContent(/Last delivered: .*22/);
  expect(items[0]).toHaveTextContent("The webhook answered 503.");
  expect(items[0]).toHaveTextContent("2 notices are tried again.");
});

test("a test goes to the address of the account in use, and its result is shown at the channel", async () => {
  configure("email");
  const { user, dialog, items } = await openNotices(/^Use in all tabs/);
  expect(dialog.getByText("The e-mail goes to jan@example.org.")).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Send test" }));
  await waitFor(() => expect(items[1]).toHaveTextContent("The test was sent."));
  expect(items[0]).not.toHaveTextContent("The test");
  expect(backend.tests).toEqual([{ accountId: 1 }]);
});

test("an address is set, refused at its field and removed", async () => {
  addAccount("jdevries");
  const user = await openPage("/?tab=accounts");
  const name = "Address for notices of jdevries";
  const open = async () => {
    await user.click(await screen.findByRole("button", { name }));
    return within(await screen.findByRole("dialog", { name })).getByLabelText("E-mail address");
  };
  const input = await open();
  await user.type(input, "jan@{Enter}");
  await waitFor(() => expect(input).toBeInvalid());
  expect(input).toHaveFocus();
  await user.type(input, "example.org");
  expect(input).toBeValid();
  await user.type(input, "{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.accounts).toMatchObject([{ notify_email: "jan@example.org" }]);
  await user.clear(await open());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(backend.accounts).toMatchObject([{ notify_email: null }]));
});
