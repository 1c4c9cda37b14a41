import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent, { PointerEventsCheckLevel, type UserEvent } from "@testing-library/user-event";
import { expect } from "vitest";

/** Opens the whole page at an address, as a browser does, with a person in front of it. */
export async function openPage(search = "/"): Promise<UserEvent> {
  window.history.replaceState(null, "", search);
  const [{ default: Page }, { Providers }] = await Promise.all([
    import("@/app/page"),
    import("@/app/_shell/providers"),
  ]);
  render(
    <Providers nonce={undefined}>
      <Page />
    </Providers>,
  );
  // Hidden, because a dialog may lie over it already.
  await screen.findByRole("heading", { level: 1, hidden: true });
  await waitFor(() => expect(document.querySelector("[data-loading]")).toBeNull());
  // Without a layout nothing lies over anything else, and looking for it takes most of a click's time.
  return userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });
}

const liveRegions = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]';

/**
 * The result tells what live regions have said since: of the regions that stand in the page now, because
 * screen readers announce no text that comes together with its region.
 */
export function listen(): () => string[] {
  const regions = Array.from(document.querySelectorAll(liveRegions), (region) => [region, region.textContent] as const);
  return () =>
    regions.filter(([region, before]) => region.textContent !== before).map(([region]) => region.textContent);
}

/** Waits for the account to be listed, then has every tab work with it. */
export async function chooseAccount(user: UserEvent, netid: string): Promise<void> {
  const field = screen.getByRole("combobox", { name: "Account in use" });
  await waitFor(() => expect(field).toHaveValue());
  await user.click(field);
  const list = within(screen.getByRole("listbox", { name: "Account in use" }));
  await user.click(await list.findByRole("option", { name: netid }));
}

/** Tries all that closes the dialog with this button while it is busy: none of it does. */
export async function pressToClose(user: UserEvent, busy: HTMLElement): Promise<void> {
  const dialog = busy.closest<HTMLElement>('[role="dialog"], [role="alertdialog"]');
  if (!dialog) throw new Error("The button is in no dialog.");
  expect(busy).toHaveAttribute("aria-busy", "true");
  for (const dismissal of within(dialog).getAllByRole("button")) {
    expect(dismissal).toHaveAttribute("aria-disabled", "true");
    if (dismissal !== busy) await user.click(dismissal);
  }
  await user.keyboard("{Escape}");
  expect(busy).toBeVisible();
}

/** Clicks twice on one spot: the second time on whatever stands there by then. */
export async function clickTwice(target: Element, next: () => Promise<Element>): Promise<void> {
  fireEvent.click(target, { detail: 1 });
  fireEvent.click(await next(), { detail: 2 });
}
