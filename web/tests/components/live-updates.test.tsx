import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { addAccount, addBooking, backend, changeBooking } from "./support/backend";
import { TestEventSource } from "./support/event-source";
import { openPage } from "./support/page";

const nothing = { bookings: [], accounts: [], engine: false };

async function openStream(): Promise<TestEventSource> {
  await waitFor(() => expect(TestEventSource.open).toHaveLength(1));
  const [stream] = TestEventSource.open;
  if (!stream) throw new Error("no stream");
  stream.send("hello");
  return stream;
}

function hide(hidden: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("a change elsewhere appears in the list, and a settled booking is announced on every tab", async () => {
  const { id: account_id } = addAccount("jdevries");
  const { id } = addBooking({ account_id, booking_date: "2026-12-01" });
  await openPage("/?tab=accounts");
  const stream = await openStream();
  changeBooking(id, { status: "confirmed", updated_at: new Date().toISOString() });
  stream.send("change", { ...nothing, bookings: [id] });
  expect(await screen.findByText(/^Confirmed: Fitness/)).toBeVisible();
  stream.send("change", { ...nothing, bookings: [id] });
  addAccount("mbakker");
  stream.send("change", { ...nothing, accounts: [2] });
  expect(await screen.findByRole("heading", { name: "mbakker" })).toBeVisible();
  expect(screen.getAllByText(/^Confirmed: Fitness/)).toHaveLength(1);
});

test("a refused stream is opened again, and then everything is read again", async () => {
  await openPage("/?tab=accounts");
  const stream = await openStream();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  stream.refuse();
  expect(TestEventSource.open).toHaveLength(0);
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  addAccount("jdevries");
  await openStream();
  expect(await screen.findByRole("heading", { name: "jdevries" })).toBeVisible();
});

test("a hidden tab has no stream, and reads everything again when it is shown", async () => {
  await openPage("/?tab=accounts");
  await openStream();
  hide(true);
  expect(TestEventSource.open).toHaveLength(0);
  addAccount("jdevries");
  const before = backend.requests.length;
  hide(false);
  expect(TestEventSource.open).toHaveLength(1);
  await waitFor(() => expect(backend.requests.length).toBeGreaterThan(before));
  expect(await screen.findByRole("heading", { name: "jdevries" })).toBeVisible();
});
