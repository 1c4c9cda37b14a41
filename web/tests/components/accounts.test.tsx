import { cleanup, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import { bounds } from "@/lib/api/types";
import { addAccount, addBooking, backend } from "./support/backend";
import { hold, loseAnswer } from "./support/network";
import { clickTwice, openPage, pressToClose, chooseAccount } from "./support/page";

let user: UserEvent;

beforeEach(async () => {
  addAccount("jdevries");
  user = await openPage("/?tab=accounts");
  await screen.findByRole("region", { name: "jdevries" });
});

const card = (netid: string) => screen.queryByRole("region", { name: netid });
const activeSwitch = () => screen.getByRole("switch", { name: /jdevries/ });
const button = (name: string) => screen.getByRole("button", { name });

async function openDialog(name: string) {
  await user.click(button(name));
  return within(await screen.findByRole(name.startsWith("Delete") ? "alertdialog" : "dialog"));
}

async function addInDialog(netid: string) {
  const dialog = await openDialog("Add account");
  await user.type(dialog.getByLabelText("NetID"), netid);
  await user.click(dialog.getByRole("button", { name: "Add account" }));
  return dialog;
}

async function changePassword() {
  const dialog = await openDialog("Change the password of jdevries");
  await user.type(dialog.getByLabelText("New password"), "hunter-22");
  await user.click(dialog.getByRole("button", { name: "Change password" }));
  return dialog;
}

describe("adding", () => {
  test("an impossible NetID is refused at its field, which gets the focus, and nothing is sent", async () => {
    const netid = (await addInDialog("jd")).getByLabelText("NetID");
    expect(netid).toBeInvalid();
    expect(netid).toHaveFocus();
    expect(backend.requests).not.toContain("POST /api/accounts");
  });

  test("a taken NetID stays refused until it is corrected", async () => {
    const dialog = await addInDialog("JDeVries");
    const [netid, password] = [dialog.getByLabelText("NetID"), dialog.getByLabelText(/^Password/)];
    await waitFor(() => expect(netid).toBeInvalid());
    expect(netid).toHaveAccessibleDescription(/jdevries/i);
    await user.click(password);
    await user.paste("x".repeat(bounds.password.maxLength + 1));
    expect(netid).toBeInvalid();
    await user.clear(netid);
    await user.type(netid, "m.bakker{Enter}");
    expect(netid).toBeValid();
    expect(password).toBeInvalid();
    expect(password).toHaveFocus();
  });

  test("the dialog stays open and busy until the answer, and keeps what was typed", async () => {
    const release = hold("post", "/api/accounts");
    const dialog = await addInDialog("JDeVries");
    await pressToClose(user, dialog.getByRole("button", { name: "Add account" }));
    release();
    const netid = dialog.getByLabelText("NetID");
    await waitFor(() => expect(netid).toBeInvalid());
    expect(netid).toHaveValue("JDeVries");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("a lost answer is not called a refusal, and the new account is listed", async () => {
    loseAnswer("post", "/api/accounts");
    const dialog = await addInDialog("m.bakker");
    expect(await dialog.findByRole("alert")).toHaveTextContent(/not known whether the account was added/);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(card("m.bakker")).toBeVisible());
  });

  test("the second click of a double click hits nothing under the dialog that closed", async () => {
    const dialog = await openDialog("Add account");
    await user.type(dialog.getByLabelText("NetID"), "m.bakker");
    const below = screen.getByRole("switch", { hidden: true });
    await clickTwice(dialog.getByRole("button", { name: "Add account" }), async () => {
      await waitFor(() => expect(card("m.bakker")).toBeVisible());
      return below;
    });
    expect(backend.requests.filter((request) => !request.startsWith("GET"))).toEqual(["POST /api/accounts"]);
  });
});

describe("the password", () => {
  test("must be given", async () => {
    const dialog = await openDialog("Change the password of jdevries");
    await user.click(dialog.getByRole("button", { name: "Change password" }));
    expect(dialog.getByLabelText("New password")).toBeInvalid();
    expect(backend.requests).not.toContain("PUT /api/accounts/1");
  });

  test("is changed once: the dialog stays open and busy until the answer, even a lost one", async () => {
    loseAnswer("put", "/api/accounts/1");
    const release = hold("put", "/api/accounts/1");
    const dialog = await changePassword();
    await pressToClose(user, dialog.getByRole("button", { name: "Change password" }));
    release();
    expect(await dialog.findByRole("alert")).toHaveTextContent(/not known whether the password was changed/);
    expect(backend.requests.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  });
});

describe("the switch", () => {
  test("shows what the server has after a lost answer, and the message claims no more", async () => {
    loseAnswer("put", "/api/accounts/1");
    await user.click(activeSwitch());
    expect(await screen.findByText(/not known whether jdevries is switched off/)).toBeVisible();
    await waitFor(() => expect(activeSwitch()).not.toBeChecked());
  });

  test("asks for no statistics again: they are what they were", async () => {
    await screen.findByText("Success rate");
    backend.requests = [];
    await user.click(activeSwitch());
    await waitFor(() => expect(activeSwitch()).not.toBeChecked());
    expect(backend.requests).toEqual(["PUT /api/accounts/1", "GET /api/accounts"]);
  });
});

describe("deleting", () => {
  test("waits for what is still open, and offers to cancel it", async () => {
    addBooking({ account_id: 1 });
    const dialog = await openDialog("Delete jdevries");
    const cancel = await dialog.findByRole("button", { name: "Cancel this booking" });
    await user.click(dialog.getByRole("button", { name: "Delete account" }));
    expect(backend.requests).not.toContain("DELETE /api/accounts/1");
    await user.click(cancel);
    await waitFor(() => expect(cancel).not.toBeInTheDocument());
    await user.click(dialog.getByRole("button", { name: "Delete account" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(backend.bookings.map(({ status }) => status)).toEqual(["cancelled"]);
    expect(card("jdevries")).toBeNull();
  });

  test("with a lost answer is not denied, and the focus stays on the page", async () => {
    loseAnswer("delete", "/api/accounts/1");
    const dialog = await openDialog("Delete jdevries");
    await user.click(dialog.getByRole("button", { name: "Delete account" }));
    expect(await dialog.findByText(/not known whether the account was deleted/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Keep account" }));
    await waitFor(() => expect(button("Add account")).toHaveFocus());
    expect(card("jdevries")).toBeNull();
  });

  test("of an account that is gone already takes its card away", async () => {
    backend.accounts = [];
    const dialog = await openDialog("Delete jdevries");
    await user.click(dialog.getByRole("button", { name: "Delete account" }));
    await dialog.findByText(/no account/i);
    await user.click(dialog.getByRole("button", { name: "Keep account" }));
    await waitFor(() => expect(card("jdevries")).toBeNull());
  });

  test("gives the focus back when it is thought better of", async () => {
    await openDialog("Delete jdevries");
    expect(button("Keep account")).toHaveFocus();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(button("Delete jdevries")).toHaveFocus());
  });
});

test("using an account from its card keeps the focus and can be taken back", async () => {
  const use = screen.getByRole("button", { name: /: jdevries$/ });
  const inUse = screen.getByRole("combobox", { name: "Account in use" });
  await user.click(use);
  expect(inUse).toHaveDisplayValue("jdevries");
  expect(use).toHaveAttribute("aria-pressed", "true");
  expect(use).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(inUse).toHaveDisplayValue("All accounts");
  expect(use).toHaveAttribute("aria-pressed", "false");
});

test("an account's card shows its figures", async () => {
  const figures = within(screen.getByRole("region", { name: "jdevries" }));
  const stats = { Total: "2", Confirmed: "1", Failed: "0", Attempts: "1", "Success rate": "100%" };
  for (const [name, value] of Object.entries(stats)) {
    expect((await figures.findByText(name)).parentElement).toHaveTextContent(value);
  }
});

test("an account that was deleted elsewhere is in use no more", async () => {
  await chooseAccount(user, "jdevries");
  backend.accounts = [];
  addAccount("m.bakker", { id: 2 });
  cleanup();
  await openPage("/?tab=accounts");
  await screen.findByRole("region", { name: "m.bakker" });
  // The choice of this window.
  await waitFor(() => expect(Object.values(sessionStorage)).toEqual([""]));
});
