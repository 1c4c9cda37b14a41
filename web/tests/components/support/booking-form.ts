import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect } from "vitest";
import { addDays } from "@/lib/dates/plain-date";
import { addAccount, backend } from "./backend";
import { chooseAccount, openPage } from "./page";
import { today } from "./records";

export const tomorrow = addDays(today, 1);

export const button = (name: string | RegExp) => screen.getByRole("button", { name });
export const account = () => screen.getByRole("combobox", { name: "Account in use" });
export const summary = () => within(screen.getByRole("region", { name: "Your booking" }));
export const start = () => summary().getByRole("button", { name: /^(Start Booking|Booking…)$/ });
const slots = () => screen.getByRole("listbox", { name: "Time slots" });
export const posts = () => backend.requests.filter((request) => request === "POST /api/bookings");
export const bookedTimes = () => backend.bookings.map(({ time_slot }) => time_slot.slice(0, 5));

/** The button of a day in the month that is shown, which today is in. */
export async function day(date: string): Promise<HTMLElement> {
  const days = within(await screen.findByRole("grid"));
  return days.getByRole("button", { name: new RegExp(`\\b${Number(date.slice(-2))}\\b.* 2026`) });
}

export function slot(time: string): HTMLElement {
  const option = within(slots()).getByText(time).closest<HTMLElement>("[role=option]");
  if (!option) throw new Error(`${time} is no option.`);
  return option;
}

export const picked = () =>
  within(slots())
    .queryAllByRole("option", { selected: true })
    .map(({ textContent }) => textContent);

export async function pick(user: UserEvent, ...times: string[]): Promise<void> {
  for (const time of times) await user.click(slot(time));
}

export async function extendTo(user: UserEvent, time: string): Promise<void> {
  await user.keyboard("{Shift>}");
  await user.click(slot(time));
  await user.keyboard("{/Shift}");
}

/** The form with the first of two accounts and these hours of tomorrow. */
export async function fillIn(...times: string[]): Promise<UserEvent> {
  addAccount("jdevries");
  addAccount("m.bakker");
  const user = await openPage();
  await chooseAccount(user, "jdevries");
  await user.click(await day(tomorrow));
  await waitFor(() => expect(slot("23:00")).toHaveAttribute("aria-disabled", "false"));
  await pick(user, ...times);
  return user;
}

export async function isCreated(slots: number): Promise<void> {
  expect(await summary().findByText(`Booking created! ${slots} slot(s) added to queue.`)).toBeVisible();
}
