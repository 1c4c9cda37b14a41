import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { GetAttemptsResponse, GetSlotsResponse, Plan } from "@/lib/api/types";
import { addAccount, addBooking, backend, connect } from "./support/backend";
import { TestEventSource } from "./support/event-source";
import { openPage } from "./support/page";
import { example, today } from "./support/records";

const [slotExample] = (example("get_slots").response as unknown as GetSlotsResponse).slots;
const [attemptExample] = (example("get_attempts").response as unknown as GetAttemptsResponse).attempts;
if (!slotExample || !attemptExample) throw new Error("The examples are empty.");

const place = { location: "X1", sub_location: "B" } as const;
const region = (name: string) => within(screen.getByRole("region", { name }));

test("without a facility the tab says how to connect one", async () => {
  await openPage("/?tab=live");
  expect(await screen.findByText("No facility is connected")).toBeVisible();
});

test("the grid shows what the facility has and what is ours", async () => {
  connect();
  const { id: account_id } = addAccount("jdevries");
  addBooking({ account_id, ...place, booking_date: today, time_slot: "10:00:00", status: "confirmed" });
  const open = { state: "open", is_available: true, remaining_capacity: 2 } as const;
  backend.slots = [
    { ...slotExample, ...place, ...open, time: "09:00:00" },
    { ...slotExample, ...place, state: "full", time: "10:00:00" },
    { ...slotExample, ...place, time: "11:00:00" },
  ];
  const user = await openPage("/?tab=live");
  const grid = within(await screen.findByRole("table", { name: "Slots" }));
  expect(grid.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual(["Time", "X1 B"]);
  expect(await grid.findByRole("link", { name: /CONFIRMED\s*jdevries/ })).toBeVisible();
  expect(grid.getByRole("button", { name: "Book X1 B at 10:00: Full" })).toBeVisible();
  expect(grid.getByRole("button", { name: "Book X1 B at 11:00: Not open yet" })).toHaveTextContent("Opens");
  await user.click(grid.getByRole("button", { name: "Book X1 B at 09:00: 2 left" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Single Booking" })).toBeVisible();
  expect(await screen.findByRole("radio", { name: /^B/ })).toBeChecked();
});

test("attempts, the engine and the accounts' sign-in are shown, and what changes arrives", async () => {
  connect();
  const { id: account_id } = addAccount("jdevries", { sign_in: "needed" });
  const soon = new Date(Date.now() + 60_000).toISOString();
  addBooking({ account_id, ...place, booking_date: today, opens_at: soon, next_attempt_at: soon });
  await openPage("/?tab=live");
  expect(await screen.findByRole("timer")).toHaveTextContent(/\d/);
  const accounts = within(await screen.findByRole("region", { name: "Accounts on this day" }));
  expect(accounts.getByText("Sign-in needed")).toBeVisible();
  expect(accounts.getByRole("link", { name: /^X1 B/ })).toBeVisible();
  expect(await region("Engine").findByText("Practice facility")).toBeVisible();
  expect(await screen.findByText("No attempts yet")).toBeVisible();
  backend.attempts = [{ ...attemptExample, account_id, outcome: "full", lateness_ms: 1.3 }];
  await waitFor(() => expect(TestEventSource.open).toHaveLength(1));
  TestEventSource.open[0]?.send("change", { bookings: [1], accounts: [], plans: [], slots: [], engine: false });
  const feed = region("Latest attempts");
  expect(await feed.findByText("Full")).toBeVisible();
  expect(feed.getByText("1.3 ms late")).toBeVisible();
  expect(await feed.findByRole("link", { name: /^X1 B, .*\d\d:\d\d/ })).toBeVisible();
});

test("of many accounts those are listed that need a person, then those that hold something", async () => {
  connect();
  for (let nth = 1; nth <= 30; nth += 1) addAccount(`person${nth}`, { sign_in: nth === 30 ? "needed" : "ready" });
  addBooking({ account_id: 29, ...place, booking_date: today, status: "confirmed" });
  await openPage("/?tab=live");
  const accounts = within(await screen.findByRole("region", { name: "Accounts on this day" }));
  expect(await accounts.findByRole("link", { name: /^X1 B/ })).toBeVisible();
  const listed = accounts.getAllByRole("listitem").map(({ textContent }) => /^person\d+/.exec(textContent)?.[0]);
  expect(listed.slice(0, 3)).toEqual(["person30", "person29", "person1"]);
  expect(listed).toHaveLength(20);
  expect(accounts.getByRole("link", { name: "10 more in Accounts" })).toBeVisible();
});

test("an account that is not ready for an opening is told until it is", async () => {
  connect();
  backend.readiness = [
    {
      opens_at: "2031-05-06T10:00:00.000Z",
      account_id: 1,
      netid: "jdevries",
      checked_at: "2031-05-06T09:45:00.000Z",
      problems: [{ code: "sign_in_needed", message: "Enter a new password." }],
    },
  ];
  await openPage("/?tab=live");
  const line = await screen.findByText("Enter a new password.");
  const alert = within(screen.getByRole("alert"));
  expect(alert.getByText(/^jdevries is not ready for the opening at/)).toBeVisible();
  expect(alert.getByRole("link", { name: "Open jdevries in Accounts" })).toHaveAttribute("href", "?tab=accounts");
  backend.readiness = [];
  await waitFor(() => expect(TestEventSource.open).toHaveLength(1));
  TestEventSource.open[0]?.send("change", { bookings: [], accounts: [], plans: [], slots: [], engine: true });
  await waitFor(() => expect(line).not.toBeInTheDocument());
});

test("the accounts show what they hold on the day that the grid shows", async () => {
  connect();
  const { id: account_id } = addAccount("jdevries");
  addBooking({ account_id, ...place, booking_date: "2031-05-06", time_slot: "10:00:00", status: "confirmed" });
  await openPage("/?tab=live");
  const accounts = within(await screen.findByRole("region", { name: "Accounts on this day" }));
  expect(await accounts.findByText("jdevries")).toBeVisible();
  expect(accounts.queryByRole("link")).toBeNull();
  fireEvent.change(screen.getByLabelText("Day"), { target: { value: "2031-05-06" } });
  expect(await accounts.findByRole("link", { name: /^X1 B/ })).toBeVisible();
});

test("an interrupted stream is told", async () => {
  await openPage("/?tab=live");
  await waitFor(() => expect(TestEventSource.open).toHaveLength(1));
  TestEventSource.open[0]?.refuse();
  expect(await screen.findByText(/^Live updates are interrupted/)).toBeVisible();
});

test("plans that still decide are listed, with a link to their page", async () => {
  connect();
  const plan = example("get_plan").response.plan as Plan;
  backend.plans = [
    { ...plan, id: 1, state: "running", why: "X1 comes first." },
    { ...plan, id: 2, state: "completed", why: "All hours are booked." },
  ];
  await openPage("/?tab=live");
  const plans = within(await screen.findByRole("region", { name: "Plans under way" }));
  expect(plans.getByText("X1 comes first.")).toBeVisible();
  expect(plans.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(["?tab=multi&plan=1"]);
});
