import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Attempt } from "@/lib/api/types";
import { day, minute, second } from "@/lib/durations";
import { addAccount, addBooking, backend, changeBooking, connect } from "./support/backend";
import { hold, loseAnswer, recover, refuse } from "./support/network";
import { listen, openPage, chooseAccount } from "./support/page";
import { later, today } from "./support/records";

/** A pending booking of an account, which opens in three days. */
function queue(changes: Parameters<typeof addBooking>[0] = {}) {
  const { id } = backend.accounts[0] ?? addAccount("jdevries");
  const opening = later(3 * day);
  return addBooking({ account_id: id, opens_at: opening, next_attempt_at: opening, starts_at: later(6 * day), ...changes });
}

const attempt: Attempt = {
  id: 1,
  booking_id: 1,
  booking_date: "2026-12-04",
  time_slot: "13:00:00",
  location: "X1",
  account_id: 1,
  kind: "book",
  number: 1,
  sub_location: "A",
  due_at: later(-minute),
  sent_at: later(-minute + 1),
  answered_at: later(-minute + 40),
  lateness_ms: 1.2,
  outcome: "full",
  message: "This slot is full. Try another one.",
  status_code: 403,
};

describe("the facility bar", () => {
  test.each(["/", "/?tab=accounts", "/?tab=history", "/?tab=upcoming", "/?tab=statistics"])(
    "says on %s that practice books nothing for real, and has the pause switch",
    async (path) => {
      connect();
      await openPage(path);
      expect(await screen.findByText("Practice facility: nothing is booked for real.")).toBeVisible();
      expect(await screen.findByRole("switch", { name: "Automatic booking" })).toBeChecked();
    },
  );

  test("names a real facility", async () => {
    connect({ practice: false, name: "X TU Delft" });
    await openPage("/");
    expect(await screen.findByText("Connected to X TU Delft.")).toBeVisible();
    expect(screen.queryByText(/practice/i)).toBeNull();
  });

  test("is not there without a facility", async () => {
    addAccount("jdevries");
    await openPage("/?tab=accounts");
    await screen.findByRole("region", { name: "jdevries" });
    expect(screen.queryByRole("switch", { name: "Automatic booking" })).toBeNull();
    expect(backend.requests).not.toContain("GET /api/engine");
  });

  test("pauses and resumes, and shows what the server has", async () => {
    connect();
    const user = await openPage("/");
    const pause = await screen.findByRole("switch", { name: "Automatic booking" });
    const release = hold("put", "/api/engine");
    await user.click(pause);
    expect(pause).toBeChecked();
    release();
    await waitFor(() => expect(pause).not.toBeChecked());
    expect(screen.getByText("Automatic booking: paused")).toBeVisible();
    expect(backend.paused).toBe(true);
    await user.click(pause);
    await waitFor(() => expect(pause).toBeChecked());
    expect(backend.paused).toBe(false);
  });

  test("a lost answer is not called a refusal, and the switch shows what was done", async () => {
    connect();
    const user = await openPage("/");
    const pause = await screen.findByRole("switch", { name: "Automatic booking" });
    loseAnswer("put", "/api/engine");
    await user.click(pause);
    expect(await screen.findByText(/not known whether automatic booking was changed/)).toBeVisible();
    await waitFor(() => expect(pause).not.toBeChecked());
  });
});

describe("a pending booking in a list", () => {
  test.each(["/?tab=history", "/?tab=upcoming"])("says when it opens: %s", async (path) => {
    connect();
    queue();
    await openPage(path);
    expect((await screen.findAllByText(/^Opens/))[0]).toBeVisible();
  });

  test("says that no attempt is planned", async () => {
    connect();
    queue({ next_attempt_at: null });
    await openPage("/?tab=history");
    expect(await screen.findByText("no attempt is planned")).toBeVisible();
  });

  test("says that automatic booking is paused", async () => {
    connect();
    backend.paused = true;
    queue();
    await openPage("/?tab=history");
    expect(await screen.findByText("paused")).toBeVisible();
  });

  test.each(["/?tab=history", "/?tab=upcoming"])("names the waiting list, and when it is looked at: %s", async (path) => {
    connect();
    queue({ opens_at: later(-minute), next_attempt_at: later(2 * minute), waitlisted: true });
    await openPage(path);
    const words = await screen.findByText("On the facility's waiting list.", { exact: false });
    expect(words.parentElement).toHaveTextContent(/waiting list\. Next look in \d/);
    expect(screen.queryByText(/Next attempt/)).toBeNull();
  });

  test("says nothing without a facility, and once it is confirmed", async () => {
    connect();
    queue({ status: "confirmed", booking_reference: "SPT-1" });
    queue({ opens_at: null, next_attempt_at: null, time_slot: "08:00:00" });
    await openPage("/?tab=history");
    expect(await screen.findByRole("cell", { name: "SPT-1" })).toBeVisible();
    expect(screen.queryByText(/Opens/)).toBeNull();
  });

  test("turns into a confirmed one without a reload", async () => {
    connect();
    const due = later(10 * second);
    queue({ opens_at: due, next_attempt_at: due });
    vi.useFakeTimers({ toFake: ["setInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    await openPage("/?tab=history");
    await vi.waitFor(() => expect(screen.getByRole("cell", { name: "PENDING" })).toBeVisible());
    changeBooking(1, { status: "confirmed", next_attempt_at: null });
    act(() => void vi.advanceTimersByTime(2000));
    await vi.waitFor(() => expect(screen.getByRole("cell", { name: "CONFIRMED" })).toBeVisible());
  });
});

describe("the details of a booking", () => {
  const openDetails = async () => {
    const user = await openPage("/?tab=history&booking=1");
    return { user, dialog: within(await screen.findByRole("dialog")) };
  };

  test("show its attempts with the facility's words", async () => {
    connect();
    queue();
    backend.attempts = [
      { ...attempt, id: 2, number: 2, sub_location: "B", outcome: null, message: null, status_code: null, lateness_ms: null },
      attempt,
    ];
    const { dialog } = await openDetails();
    const list = within(await dialog.findByRole("list", { name: "Attempts" }));
    const [newest, oldest] = list.getAllByRole("listitem");
    expect(newest).toHaveTextContent(/Attempt 2, half B.*Under way/);
    for (const part of ["Attempt 1, half A", "Full", attempt.message ?? "", "1.2 ms late", "HTTP 403"]) {
      expect(oldest).toHaveTextContent(part);
    }
  });

  test("say that there was no attempt yet, and why an empty list could not be loaded", async () => {
    connect();
    queue();
    refuse("get", "/api/bookings/1/attempts");
    const { user, dialog } = await openDetails();
    await dialog.findByText("The attempts could not be loaded");
    recover();
    await user.click(dialog.getByRole("button", { name: "Retry" }));
    expect(await dialog.findByText("No attempts yet")).toBeVisible();
  });

  test("say why it waits, with the way to mend it", async () => {
    connect();
    queue({ next_attempt_at: null });
    const message = "Automatic attempts are switched off for the account.";
    backend.explanation = { verdict: "blocked", at: null, reasons: [{ code: "automation_off", message }] };
    const { dialog } = await openDetails();
    expect(await dialog.findByText("On hold")).toBeVisible();
    expect(dialog.getByText(message)).toBeVisible();
    expect(dialog.getByRole("link", { name: "Go to Accounts" })).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Try now" })).toBeNull();
  });

  test("call the waiting list by its name", async () => {
    connect();
    queue();
    const message = "The booking is on the facility's waiting list.";
    backend.explanation = { verdict: "waits", at: later(minute), reasons: [{ code: "waiting_list", message }] };
    const { dialog } = await openDetails();
    expect(await dialog.findByText("On the waiting list")).toBeVisible();
  });

  test("try at once, keep the focus and announce what followed", async () => {
    connect();
    queue();
    backend.explanation = { verdict: "waits", at: later(3 * day), reasons: [{ code: "opens", message: "It opens later." }] };
    const { user, dialog } = await openDetails();
    await dialog.findByText("Waiting");
    const said = listen();
    const button = dialog.getByRole("button", { name: "Try now" });
    backend.explanation = { verdict: "attempts", at: null, reasons: [{ code: "asked", message: "A person asked for an attempt." }] };
    await user.click(button);
    await waitFor(() => expect(said().join()).toContain("Trying now"));
    expect(button).toHaveFocus();
    expect(backend.requests).toContain("POST /api/bookings/1/attempt");
  });

  test("show why no attempt was made", async () => {
    connect();
    queue();
    refuse("post", "/api/bookings/1/attempt", "errors/account_inactive");
    const { user, dialog } = await openDetails();
    await user.click(await dialog.findByRole("button", { name: "Try now" }));
    expect(await dialog.findByText("No attempt was made")).toBeVisible();
  });

  test("offer no attempt for what is settled", async () => {
    connect();
    queue({ status: "confirmed" });
    const { dialog } = await openDetails();
    await dialog.findByText("No attempts yet");
    expect(dialog.queryByRole("button", { name: "Try now" })).toBeNull();
  });

  test("have no attempts without a facility", async () => {
    queue({ opens_at: null, next_attempt_at: null });
    const { dialog } = await openDetails();
    await dialog.findByRole("list", { name: "Audit trail" });
    expect(dialog.queryByRole("heading", { name: "Attempts" })).toBeNull();
    expect(backend.requests).not.toContain("GET /api/bookings/1/attempts");
  });
});

test("the summary says when the chosen slot opens, before anything is booked", async () => {
  connect();
  addAccount("jdevries");
  backend.explanation = { verdict: "waits", at: later(3 * day), reasons: [{ code: "opens", message: "It opens later." }] };
  const user = await openPage("/");
  await chooseAccount(user, "jdevries");
  const days = within(await screen.findByRole("grid"));
  await user.click(days.getByRole("button", { name: new RegExp(`\\b${Number(today.slice(-2)) + 1}\\b.* 2026`) }));
  await user.click(await screen.findByRole("option", { name: "23:00" }));
  const summary = within(screen.getByRole("region", { name: "Your booking" }));
  expect(await summary.findByText(/booked automatically at that moment/)).toBeVisible();
});
