import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { addAccount, addBooking, backend, changeBooking, connect } from "./support/backend";
import { hold, loseAnswer, recover, refuse } from "./support/network";
import { listen, openPage, chooseAccount } from "./support/page";
import { today } from "./support/records";

const cell = (name: string | RegExp) => screen.findByRole("cell", { name });

/** An account with one pending booking. */
function fill(netid = "jdevries", time_slot = "07:00:00"): void {
  const { id: account_id } = addAccount(netid);
  addBooking({ account_id, time_slot });
}

describe("a list that could not be loaded", () => {
  const places = [
    { path: "/", route: "/api/accounts", failure: /^The accounts/ },
    { path: "/?tab=accounts", route: "/api/accounts", failure: /^The accounts/ },
    { path: "/?tab=accounts", route: "/api/accounts/1/stats", failure: /jdevries/ },
    { path: "/?tab=history", route: "/api/bookings/search", failure: /^The bookings/ },
    { path: "/?tab=history&booking=1", route: "/api/bookings/1", failure: /^The booking/ },
    { path: "/?tab=upcoming", route: "/api/bookings/upcoming", failure: /^The upcoming/ },
    { path: "/?tab=upcoming", route: "/api/facility", failure: /^The upcoming/ },
    { path: "/?tab=statistics", route: "/api/bookings/stats", failure: /^The statistics/ },
    { path: "/?tab=statistics", route: "/api/facility", failure: /^The statistics/ },
  ];

  test.each(places)("keeps the focus on Retry, then leads on: $path without $route", async ({ path, route, failure }) => {
    fill();
    refuse("get", route);
    const user = await openPage(path);
    const notice = await screen.findByText(failure, { selector: "[role=alert] *" });
    const alert = notice.closest<HTMLElement>("[role=alert]") ?? notice;
    const retry = within(alert).getByRole("button", { name: "Retry" });
    const release = hold("get", route);
    retry.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(retry).toHaveAttribute("aria-busy", "true"));
    expect(retry).toHaveFocus();
    release();
    await waitFor(() => expect(retry).toHaveAttribute("aria-busy", "false"));
    expect(retry).toHaveFocus();
    recover();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(alert).not.toBeInTheDocument());
    expect(document.activeElement?.closest("main, [role=dialog]")).not.toBeNull();
  });

  test("says that it takes long while it is asked again, and is shown in the end", async () => {
    fill();
    loseAnswer("get", "/api/bookings/search");
    await openPage("/?tab=history");
    expect(await screen.findByText(/takes longer than usual/)).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(await cell("PENDING")).toBeVisible();
  });
});

test("what a list shows stays when it cannot be refreshed", async () => {
  fill();
  const user = await openPage("/?tab=history");
  await cell("PENDING");
  refuse("get", "/api/bookings/search");
  await user.click(screen.getByRole("button", { name: /^Cancel / }));
  await user.click(await screen.findByRole("button", { name: "Cancel booking" }));
  expect(await screen.findByText("The bookings could not be refreshed")).toBeVisible();
  // The server said so, whatever becomes of the list.
  expect(await cell("CANCELLED")).toBeVisible();
  recover();
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(screen.queryByText("The bookings could not be refreshed")).toBeNull());
  expect(await cell("CANCELLED")).toBeVisible();
});

describe("another account", () => {
  test("never has the bookings of the one before under its name", async () => {
    fill();
    fill("m.bakker", "08:00:00");
    const user = await openPage("/?tab=history");
    await chooseAccount(user, "jdevries");
    await waitFor(() => expect(screen.queryByRole("cell", { name: "08:00" })).toBeNull());
    const release = hold("get", "/api/bookings/search");
    await chooseAccount(user, "m.bakker");
    expect(await screen.findByText("Loading bookings")).toBeInTheDocument();
    expect(screen.queryByRole("cell", { name: "07:00" })).toBeNull();
    expect(screen.queryByRole("button", { name: /^Cancel/ })).toBeNull();
    release();
    expect(await cell("08:00")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "All accounts" }));
    expect(await cell("07:00")).toBeVisible();
  });

  test("never has the statistics of the one before under its name", async () => {
    fill();
    addAccount("m.bakker");
    const user = await openPage("/?tab=statistics&period=all");
    await chooseAccount(user, "jdevries");
    expect(await screen.findByRole("region", { name: "Totals" })).toBeVisible();
    const release = hold("get", "/api/bookings/stats");
    await chooseAccount(user, "m.bakker");
    expect(await screen.findByText("Loading statistics")).toBeInTheDocument();
    expect(screen.queryByRole("region", { name: "Totals" })).toBeNull();
    release();
    expect(await screen.findByRole("region", { name: "Totals" })).toBeVisible();
  });

  test("is not what a filter chooses: its bookings stay while the answer is on its way", async () => {
    fill();
    const user = await openPage("/?tab=history");
    await cell("07:00");
    const release = hold("get", "/api/bookings/search");
    await user.selectOptions(screen.getByLabelText("Status"), "Failed");
    await waitFor(() => expect(backend.requests.filter((request) => request === "GET /api/bookings/search")).toHaveLength(2));
    expect(screen.getByRole("cell", { name: "07:00" })).toBeVisible();
    release();
    expect(await screen.findByText("No booking matches these filters")).toBeVisible();
  });
});

describe("filters", () => {
  test("a reversed range is announced in a region that was there before", async () => {
    await openPage("/?tab=history&from=2026-10-15");
    const to = await screen.findByLabelText("To");
    const said = listen();
    fireEvent.change(to, { target: { value: "2026-10-14" } });
    await waitFor(() => expect(to).toBeInvalid());
    const [error] = said();
    expect(to).toHaveAccessibleDescription(error);
  });

  test("a year out of range filters nothing, is refused once the field is left, and can be cleared", async () => {
    fill();
    const user = await openPage("/?tab=history&from=2026-10-15");
    const from = await screen.findByLabelText("From");
    await user.click(from);
    fireEvent.change(from, { target: { value: "1999-10-10" } });
    expect(from).not.toHaveAttribute("aria-invalid", "true");
    await user.tab();
    expect(from).toHaveAttribute("aria-invalid", "true");
    expect(await cell("PENDING")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(from).toHaveValue("");
    expect(from).not.toHaveAttribute("aria-invalid", "true");
  });

  test.each([
    { path: "/?tab=history&status=failed", clear: "Show all bookings", after: "PENDING" },
    { path: "/?tab=history&status=pending", clear: "Clear filters", after: "PENDING" },
    { path: "/?tab=statistics", clear: "Show all time", after: "Success rate" },
  ])("$clear leaves the focus on the page: $path", async ({ path, clear, after }) => {
    if (after === "PENDING") fill();
    const user = await openPage(path);
    const button = await screen.findByRole("button", { name: clear });
    if (after !== "PENDING") fill();
    await user.click(button);
    expect((await screen.findAllByText(after))[0]).toBeVisible();
    expect(document.activeElement?.closest("main")).not.toBeNull();
  });
});

test.each([
  { path: "/", link: "Add one in Accounts", heading: "Accounts" },
  { path: "/?tab=history", link: "Make a booking", heading: "Single Booking" },
  { path: "/?tab=upcoming", link: "Make a booking", heading: "Single Booking" },
])("a link to another tab takes the focus to its content: $path", async ({ path, link, heading }) => {
  if (path !== "/") addAccount("jdevries");
  const user = await openPage(path);
  await user.click(await screen.findByRole("link", { name: link }));
  expect(await screen.findByRole("heading", { level: 1, name: heading })).toBeVisible();
  expect(document.getElementById("content")).toHaveFocus();
});

test("a slot that begins here before it does at the bridge leaves the list as soon as the bridge agrees", async () => {
  addAccount("jdevries");
  addBooking({ booking_date: today, time_slot: "10:00:00", starts_at: `${today}T09:00:00.000Z` });
  const release = hold("get", "/api/bookings/upcoming");
  await openPage("/?tab=upcoming");
  await screen.findByRole("heading", { level: 1, name: "Upcoming" });
  // From here on Testing Library's own waiting, which is by intervals, would stand still.
  vi.useFakeTimers({ toFake: ["setInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  release();
  // The list appears when the browser has time: the limit only ends a hang.
  await vi.waitFor(() => expect(screen.getByRole("timer")).toHaveTextContent("Now"), 10_000);
  const listed = () => backend.requests.filter((request) => request === "GET /api/bookings/upcoming").length;
  await vi.waitFor(() => expect(listed()).toBe(2));
  await vi.waitFor(() => expect(document.querySelector('main [aria-busy="true"]')).toBeNull());
  changeBooking(1, { status: "cancelled" });
  act(() => void vi.advanceTimersByTime(60_000));
  await vi.waitFor(() => expect(screen.queryByRole("timer")).toBeNull());
});

test("a CSV file waits for the accounts' names, and is not made without them", async () => {
  fill();
  refuse("get", "/api/accounts");
  const files: Blob[] = [];
  URL.createObjectURL = (file: Blob) => `blob:${files.push(file)}`;
  URL.revokeObjectURL = () => undefined;
  const user = await openPage("/?tab=history");
  await cell("PENDING");
  const save = screen.getByRole("button", { name: "Save as CSV" });
  await user.click(save);
  expect(await screen.findByText(/CSV file could not be/)).toBeVisible();
  expect(files).toEqual([]);
  recover();
  const release = hold("get", "/api/accounts");
  await user.click(save);
  expect(save).toHaveAttribute("aria-busy", "true");
  release();
  await waitFor(() => expect(files).toHaveLength(1));
  expect(await files[0]?.text()).toContain("\r\n1,jdevries,2026-12-01,07:00:00,");
});

test.each([
  ["/", "Start Booking"],
  ["/?tab=live", "Next attempts"],
  ["/?tab=upcoming", "Next booking"],
  ["/?tab=history", "PENDING"],
  ["/?tab=statistics", "Busiest times"],
])("a browser that does not know the facility's zone shows its tabs all the same, in UTC: %s", async (path, shown) => {
  fill();
  connect();
  backend.timeZone = "Mars/Olympus";
  await openPage(path);
  expect((await screen.findAllByText(shown))[0]).toBeVisible();
  expect(screen.getAllByText("Times are shown in UTC")[0]).toBeVisible();
});
