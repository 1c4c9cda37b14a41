import { runInNewContext } from "node:vm";
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test } from "vitest";
import { day } from "@/lib/durations";
import { addAccount, backend, connect } from "./support/backend";
import { hold } from "./support/network";
import { openPage, pressToClose } from "./support/page";
import { later } from "./support/records";

describe("an account's card", () => {
  const card = async (netid = "jdevries") => within(await screen.findByRole("region", { name: netid }));

  test.each([
    ["ready", "Signed in"],
    ["needed", "Sign-in needed"],
    ["expired", "Sign-in ended"],
    ["unknown", "Not signed in yet"],
  ] as const)("shows the sign-in state %s", async (sign_in, words) => {
    connect();
    addAccount("jdevries", { sign_in, sign_in_until: sign_in === "ready" ? later(day) : null });
    await openPage("/?tab=accounts");
    const text = await (await card()).findByText(words);
    expect(text).toBeVisible();
    if (sign_in === "ready") expect((await card()).getByText(/^Until/)).toBeVisible();
  });

  test("withdraws the consent, and gives it again", async () => {
    connect();
    addAccount("jdevries");
    const user = await openPage("/?tab=accounts");
    const consent = await (await card()).findByRole("switch", { name: /Book automatically/ });
    await user.click(consent);
    await waitFor(() => expect(consent).not.toBeChecked());
    expect(backend.accounts).toMatchObject([{ may_automate: false, is_active: true }]);
    expect(await screen.findByText("Nothing is booked automatically for jdevries.")).toBeVisible();
    await user.click(consent);
    await waitFor(() => expect(consent).toBeChecked());
  });

  test("has no sign-in without a facility", async () => {
    addAccount("jdevries");
    await openPage("/?tab=accounts");
    const within = await card();
    expect(within.queryByRole("button", { name: "Connect jdevries" })).toBeNull();
    expect(within.queryByRole("switch", { name: /Book automatically/ })).toBeNull();
  });

  test("opens the account's log", async () => {
    addAccount("jdevries");
    backend.accountLogs = [
      { id: 1, account_id: 1, event_type: "created", message: "Account added.", created_at: later(-day) },
      { id: 2, account_id: 1, event_type: "sign_in_refused", message: "The facility refused the sign-in.", created_at: later(0) },
    ];
    const user = await openPage("/?tab=accounts");
    await user.click(await (await card()).findByRole("button", { name: "Log of jdevries" }));
    const log = within(await screen.findByRole("list", { name: "Log" }));
    expect(log.getAllByRole("listitem")[1]).toHaveTextContent("The facility refused the sign-in.");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Log of jdevries" })).toHaveFocus());
  });
});

describe("connecting an account", () => {
  const openDialog = async () => {
    connect({ practice: false, name: "X TU Delft" });
    addAccount("jdevries");
    const user = await openPage("/?tab=accounts");
    await user.click(await screen.findByRole("button", { name: "Connect jdevries" }));
    return { user, dialog: within(await screen.findByRole("dialog")) };
  };

  test("stores a pasted token and shows it nowhere", async () => {
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByLabelText("Token"));
    await user.paste("canary.token");
    const release = hold("put", "/api/accounts/1/token");
    await user.click(dialog.getByRole("button", { name: "Store token" }));
    await pressToClose(user, dialog.getByRole("button", { name: "Store token" }));
    expect(document.documentElement.outerHTML).not.toContain("canary");
    release();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(backend.tokens.get(1)).toBe("canary.token");
    expect(screen.getByText("The token of jdevries was stored.")).toBeVisible();
  });

  test("refuses a missing token and a wrong one at its field, which gets the focus", async () => {
    const { user, dialog } = await openDialog();
    const field = dialog.getByLabelText("Token");
    const store = dialog.getByRole("button", { name: "Store token" });
    await user.click(store);
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
    await user.type(field, "wrong");
    expect(field).toBeValid();
    await user.click(store);
    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveFocus();
    expect(backend.tokens.size).toBe(0);
  });

  test("removes a token that is stored", async () => {
    backend.accountLogs = [{ id: 1, account_id: 1, event_type: "token_set", message: "Token set.", created_at: later(0) }];
    backend.tokens.set(1, "canary");
    const { user, dialog } = await openDialog();
    await user.click(await dialog.findByRole("button", { name: "Remove the stored token" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(backend.tokens.size).toBe(0);
  });

  test("offers a bookmark whose address passes the facility's token to this page", async () => {
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByText("Connect with a bookmark"));
    const link = dialog.getByRole("link", { name: "Connect account" });
    const address = link.getAttribute("href") ?? "";
    expect(dialog.getByLabelText(/bookmark with this address/)).toHaveValue(address);
    localStorage.setItem("delcom_auth", '{"tokenResponse":{"accessToken":"a b"}}');
    const visited = { href: "" };
    // As the browser runs it on the facility's page.
    runInNewContext(address.replace(/^javascript:/, ""), { location: visited, localStorage });
    expect(new URL(visited.href).origin).toBe(window.location.origin);
    expect(decodeURIComponent(new URL(visited.href).hash)).toBe('#connect={"tokenResponse":{"accessToken":"a b"}}');
  });
});

describe("a token in the address", () => {
  /** Opens the page as the bookmark does. */
  const arrive = async (hash: string) => {
    window.history.replaceState(null, "", `/?tab=accounts${hash}`);
    const { watchConnectRequests } = await import("@/lib/connect-request");
    onTestFinished(watchConnectRequests());
    const address = window.location.href;
    const user = await openPage(address);
    return { user, address, dialog: within(await screen.findByRole("dialog", { name: "Connect an account" })) };
  };

  test("leaves the address at once, and is stored only for the account that a person chose", async () => {
    addAccount("jdevries");
    addAccount("m.bakker");
    const { user, address, dialog } = await arrive("#connect=canary%20token");
    expect(address).not.toContain("canary");
    await dialog.findByRole("option", { name: "m.bakker" });
    await user.click(dialog.getByRole("button", { name: "Connect account" }));
    expect(dialog.getByLabelText("Account")).toBeInvalid();
    expect(backend.tokens.size).toBe(0);
    expect(document.documentElement.outerHTML).not.toContain("canary");
    await user.selectOptions(dialog.getByLabelText("Account"), "m.bakker");
    await user.click(dialog.getByRole("button", { name: "Connect account" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([...backend.tokens]).toEqual([[2, "canary token"]]);
  });

  test("is forgotten when the person discards it", async () => {
    addAccount("jdevries");
    const { user, dialog } = await arrive("#connect=canary");
    await user.click(await dialog.findByRole("button", { name: "Discard token" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(backend.tokens.size).toBe(0);
  });

  test("that is empty is explained", async () => {
    addAccount("jdevries");
    const { dialog } = await arrive("#connect=");
    expect(dialog.getByText(/no sign-in token/)).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Connect account" })).toBeNull();
  });

  test("also arrives at a page that is open already", async () => {
    addAccount("jdevries");
    const { user, dialog } = await arrive("#connect=first");
    await user.click(await dialog.findByRole("button", { name: "Discard token" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    window.location.hash = "#connect=second";
    expect(await screen.findByRole("dialog", { name: "Connect an account" })).toBeVisible();
    expect(window.location.href).not.toContain("second");
  });
});
