import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { addAccount, backend, connect } from "./support/backend";
import { refuse } from "./support/network";
import { chooseAccount, listen, openPage } from "./support/page";
import { today } from "./support/records";

async function openTab(): Promise<UserEvent> {
  connect();
  addAccount("jdevries");
  addAccount("mjansen");
  return openPage("/?tab=multi");
}

/** Chooses today and both accounts. */
async function fillIn(user: UserEvent): Promise<void> {
  const day = String(Number(today.slice(8)));
  const [cell] = await screen.findAllByRole("button", { name: new RegExp(`\\b${day}\\b`) });
  if (cell) await user.click(cell);
  for (const name of ["jdevries", "mjansen"]) await user.click(await screen.findByRole("checkbox", { name }));
}

const names = (list: HTMLElement) => within(list).getAllByRole("checkbox").map((box) => box.closest("label")?.textContent);

describe("the form", () => {
  test("asks for what is missing", async () => {
    const user = await openTab();
    await user.click(await screen.findByRole("button", { name: "Schedule" }));
    expect(await screen.findByText("Choose at least one account.")).toBeVisible();
    expect(backend.plans).toEqual([]);
  });

  test("ranks places by keyboard, and says so", async () => {
    const user = await openTab();
    const group = await screen.findByRole("group", { name: "Locations, best first" });
    expect(names(group)).toEqual(["X1", "X3", "Fitness"]);
    const said = listen();
    screen.getByRole("button", { name: "Move X3 up" }).focus();
    await user.keyboard("{Enter}");
    expect(names(group)).toEqual(["X3", "X1", "Fitness"]);
    expect(said()).toContain("X3 is now number 1.");
    await user.click(screen.getByRole("checkbox", { name: "Fitness" }));
    expect(screen.queryByRole("button", { name: "Move Fitness up" })).toBeNull();
  });

  test("previews what is wanted, and says what each account can still book", async () => {
    const user = await openTab();
    await fillIn(user);
    await user.click(within(screen.getByRole("radiogroup", { name: "Sub-location of X1" })).getByRole("radio", { name: "B" }));
    const preview = await screen.findByRole("region", { name: "Preview" });
    expect(await within(preview).findByText("If that is lost")).toBeVisible();
    expect((await screen.findAllByText(/Can still book that day: X1 1/))[0]).toBeVisible();
    await waitFor(() =>
      expect(backend.previews.at(-1)).toMatchObject({
        date: today,
        hours: 2,
        minimumHours: 2,
        choices: [{ location: "X1", subLocations: ["B"] }, { location: "X3" }, { location: "Fitness" }],
        accountIds: [1, 2],
      }),
    );
  });
});

describe("the accounts", () => {
  const boxes = () => within(screen.getByRole("group", { name: /^Accounts/ })).queryAllByRole("checkbox");

  test("begin with the one in use, on the first bookable day", async () => {
    connect();
    addAccount("jdevries");
    addAccount("mjansen");
    const user = await openPage("/");
    await chooseAccount(user, "mjansen");
    await user.click(screen.getByRole("tab", { name: "Multi-Booking" }));
    expect(await screen.findByRole("checkbox", { name: "mjansen" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: "jdevries" })).not.toBeChecked();
    await waitFor(() => expect(backend.previews).toContainEqual(expect.objectContaining({ date: today, accountIds: [2], hours: 2 })));
  });

  test("say what each can still book, before one is chosen", async () => {
    await openTab();
    await waitFor(() => expect(screen.getAllByText(/Can still book that day: X1 1/)).toHaveLength(2));
    expect(boxes().every((box) => !(box as HTMLInputElement).checked)).toBe(true);
    expect(backend.previews).toContainEqual(expect.objectContaining({ accountIds: [1, 2], hours: 1 }));
  });

  test("are listed up to ten, and the others are found by a search", async () => {
    for (let nth = 1; nth <= 30; nth += 1) addAccount(`person${String(nth).padStart(2, "0")}`);
    connect();
    const user = await openPage("/?tab=multi");
    await screen.findByRole("checkbox", { name: "person01" });
    expect(boxes()).toHaveLength(10);
    expect(screen.getByText("20 more. Search by NetID to find them.")).toBeVisible();
    await user.type(screen.getByRole("searchbox", { name: "Search by NetID" }), "N27{Enter}");
    expect(backend.plans).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: "person27" }));
    await user.clear(screen.getByRole("searchbox", { name: "Search by NetID" }));
    expect(boxes()).toHaveLength(11);
    expect(boxes()[0]).toBeChecked();
    expect(boxes()[0]).toHaveAccessibleName("person27");
  });

  test("stay chosen while another tab is visited", async () => {
    const user = await openTab();
    await fillIn(user);
    await user.click(within(screen.getByRole("radiogroup", { name: "Hours in a row" })).getByRole("radio", { name: "3" }));
    await user.click(screen.getByRole("tab", { name: "Accounts" }));
    await user.click(screen.getByRole("tab", { name: "Multi-Booking" }));
    expect(await screen.findByRole("checkbox", { name: "mjansen" })).toBeChecked();
    expect(within(screen.getByRole("radiogroup", { name: "Hours in a row" })).getByRole("radio", { name: "3" })).toBeChecked();
  });
});

describe("a plan", () => {
  test("is made, shown with its steps, and cancelled", async () => {
    const user = await openTab();
    await fillIn(user);
    await user.click(screen.getByRole("button", { name: "Schedule" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan 1" })).toBeVisible();
    expect(screen.getByText("SCHEDULED")).toBeVisible();
    const steps = within(screen.getByRole("region", { name: "Steps" })).getAllByRole("listitem");
    expect(steps[0]).toHaveTextContent("Book X1 A at 17:00 for jdevries.");
    await user.click(screen.getByRole("button", { name: "Cancel plan" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Cancel plan" }));
    await waitFor(() => expect(screen.getByText("CANCELLED")).toBeVisible());
    expect(screen.queryByRole("button", { name: "Cancel plan" })).toBeNull();
    await user.click(screen.getByRole("link", { name: "All plans" }));
    expect(await screen.findByRole("heading", { level: 2, name: "Plans" })).toBeVisible();
  });

  test("that is refused stays in the form with the reason", async () => {
    const user = await openTab();
    await fillIn(user);
    refuse("post", "/api/plans", "errors/no_facility");
    await user.click(screen.getByRole("button", { name: "Schedule" }));
    expect(await screen.findByText(/No facility is connected/)).toBeVisible();
    expect(screen.getByRole("heading", { level: 1, name: "Multi-Booking" })).toBeVisible();
  });
});

test("without a facility there is nothing to fill in", async () => {
  addAccount("jdevries");
  await openPage("/?tab=multi");
  expect(await screen.findByText(/Connect one to make plans/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Schedule" })).toBeNull();
});
