import { http } from "msw";
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { addAccount, addBooking, answer, backend, changeBooking } from "./support/backend";
import { hold, loseAnswer } from "./support/network";
import { clickTwice, listen, openPage, pressToClose } from "./support/page";
import { server } from "./support/routes";
import { example } from "./support/records";

const cell = (name: string | RegExp) => screen.findByRole("cell", { name });

describe("cancelling", () => {
  async function ask() {
    const { id: account_id } = addAccount("jdevries");
    addBooking({ account_id });
    const user = await openPage("/?tab=history");
    await user.click(await screen.findByRole("button", { name: /^Cancel / }));
    const dialog = within(await screen.findByRole("alertdialog"));
    return { user, dialog, confirm: dialog.getByRole("button", { name: "Cancel booking" }) };
  }
  const isClosed = () => waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());

  test("keeps its dialog open and busy until the answer, and closes it when somebody else was faster", async () => {
    const { user, dialog, confirm } = await ask();
    expect(dialog.getByRole("textbox")).toHaveFocus();
    const release = hold("delete", "/api/bookings/1");
    await user.click(confirm);
    await pressToClose(user, confirm);
    changeBooking(1, { status: "failed" });
    const said = listen();
    release();
    await isClosed();
    expect(said().join()).toMatch(/ended already/);
    expect(await cell("FAILED")).toBeVisible();
  });

  test("shows a refusal in its dialog", async () => {
    const { user, dialog, confirm } = await ask();
    server.use(http.delete("/api/bookings/1", () => answer("errors/slot_begun")));
    await user.click(confirm);
    expect(await dialog.findByText(String(example("errors/slot_begun").response.message))).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Keep booking" }));
    await isClosed();
    expect(await cell("PENDING")).toBeVisible();
  });

  test("can be undone, which books the slot again once", async () => {
    const { user, confirm } = await ask();
    await user.click(confirm);
    await isClosed();
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(backend.bookings.map(({ status }) => status)).toEqual(["cancelled", "pending"]));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("is not offered for a confirmed booking whose slot has begun", async () => {
    const { id: account_id } = addAccount("jdevries");
    addBooking({ account_id, status: "confirmed", starts_at: "2020-01-01T07:00:00.000Z" });
    addBooking({ account_id, status: "pending", starts_at: "2020-01-01T08:00:00.000Z", time_slot: "08:00:00" });
    await openPage("/?tab=history");
    await cell("CONFIRMED");
    expect(await screen.findAllByRole("button", { name: /^Cancel / })).toHaveLength(1);
  });

  test("with a lost answer is not denied, and the list shows it", async () => {
    const { user, dialog, confirm } = await ask();
    loseAnswer("delete", "/api/bookings/1");
    await user.click(confirm);
    expect(await dialog.findByText(/not known whether the booking was cancelled/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Keep booking" }));
    await isClosed();
    expect(await cell("CANCELLED")).toBeVisible();
  });

  test("happens once, however quickly one clicks again", async () => {
    const { confirm } = await ask();
    const release = hold("delete", "/api/bookings/1");
    await clickTwice(confirm, async () => {
      await waitFor(() => expect(confirm).toHaveAttribute("aria-busy", "true"));
      return confirm;
    });
    release();
    await isClosed();
    expect(backend.requests.filter((request) => request.startsWith("DELETE"))).toHaveLength(1);
  });

  test("that is thought better of gives the focus back to its own button", async () => {
    const { user } = await ask();
    await user.keyboard("{Escape}");
    await isClosed();
    expect(screen.getByRole("button", { name: /^Cancel / })).toHaveFocus();
  });
});

describe("several upcoming bookings", () => {
  async function askForTwo(changes: Parameters<typeof addBooking>[0] = {}) {
    const { id: account_id } = addAccount("jdevries");
    for (const hour of ["07", "08", "09"]) {
      addBooking({ account_id, time_slot: `${hour}:00:00`, starts_at: "2099-01-01T07:00:00.000Z", ...changes });
    }
    const user = await openPage("/?tab=upcoming");
    await user.click(await screen.findByRole("button", { name: "Select several" }));
    for (const hour of ["07", "09"]) await user.click(screen.getByRole("checkbox", { name: new RegExp(`${hour}:00`) }));
    await user.click(screen.getByRole("button", { name: "Cancel 2 bookings" }));
    return { user, confirm: await screen.findByRole("button", { name: "Cancel bookings" }) };
  }
  const statuses = () => backend.bookings.map(({ status }) => status);
  const isClosed = () => waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());

  test("are cancelled together, which can be undone", async () => {
    const { user, confirm } = await askForTwo();
    await user.click(confirm);
    await isClosed();
    expect(statuses()).toEqual(["cancelled", "pending", "cancelled"]);
    expect(screen.queryByRole("checkbox")).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("2 bookings are in the queue again.")).toBeVisible();
    expect(statuses()).toEqual(["cancelled", "pending", "cancelled", "pending", "pending"]);
  });

  test("of which one was cancelled meanwhile are no dead end", async () => {
    const { user, confirm } = await askForTwo();
    changeBooking(1, { status: "cancelled" });
    await user.click(confirm);
    await isClosed();
    expect(statuses()).toEqual(["cancelled", "pending", "cancelled"]);
    expect(await screen.findByText("1 booking cancelled.")).toBeVisible();
  });

  test("that hold places cannot be undone", async () => {
    const { user, confirm } = await askForTwo({ status: "confirmed" });
    await user.click(confirm);
    expect(await screen.findByText("2 bookings cancelled.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
  });
});

describe("an offer to undo", () => {
  test("outlives the visit to another tab, and tells its outcome there", async () => {
    const { id: account_id } = addAccount("jdevries");
    addBooking({ account_id });
    const user = await openPage("/?tab=history");
    await user.click(await screen.findByRole("button", { name: /^Cancel / }));
    await user.click(await screen.findByRole("button", { name: "Cancel booking" }));
    const undo = await screen.findByRole("button", { name: "Undo" });
    await user.click(screen.getByRole("tab", { name: "Accounts" }));
    expect(await screen.findByRole("region", { name: "jdevries" })).toBeVisible();
    await user.click(undo);
    expect(await screen.findByText(/^[A-Z][a-z]{2}, \d.* is in the queue again\.$/)).toBeVisible();
  });

  test("ends after 10 seconds", async () => {
    await openPage("/");
    const { toast } = await import("@/lib/toast");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    act(() => toast.success("Booking cancelled.", { label: "Undo", run: () => undefined }));
    const undo = () => screen.queryByRole("button", { name: "Undo" });
    act(() => void vi.advanceTimersByTime(9999));
    expect(undo()).toBeVisible();
    act(() => void vi.advanceTimersByTime(1));
    expect(undo()).toBeNull();
  });
});
