import { expect, type Locator, type Page } from "@playwright/test";
import type { PlainDate } from "@/lib/dates/plain-date";
import { accountField, chooseAccount } from "./account";
import { spelled } from "./days";

/** The Single Booking tab, as a person with a mouse uses it. */
export class BookingForm {
  readonly account: Locator;
  readonly start: Locator;
  readonly summary: Locator;

  constructor(readonly page: Page) {
    this.account = accountField(page);
    this.start = page.getByRole("button", { name: "Start Booking" });
    this.summary = page.getByRole("region", { name: "Your booking" });
  }

  static async open(page: Page): Promise<BookingForm> {
    await page.goto("/");
    const form = new BookingForm(page);
    await expect(form.start).toBeVisible();
    return form;
  }

  async chooseAccount(netid: string): Promise<void> {
    await chooseAccount(this.page, netid);
  }

  day(date: PlainDate): Locator {
    return this.page.getByRole("button", { name: spelled(date) });
  }

  slot(time: string): Locator {
    return this.page.getByRole("option", { name: new RegExp(`^${time}`) });
  }

  picked(): Locator {
    return this.page.getByRole("listbox", { name: "Time slots" }).getByRole("option", { selected: true });
  }

  async chooseDay(date: PlainDate): Promise<void> {
    await expect(this.page.getByRole("grid")).toBeVisible();
    while (!(await this.day(date).isVisible())) {
      await this.page.getByRole("button", { name: "Next two weeks" }).click();
    }
    await this.day(date).click();
  }

  async choosePlace(location: string, subLocation?: string): Promise<void> {
    await this.page.getByRole("group", { name: "Location", exact: true }).getByText(location, { exact: true }).click();
    if (subLocation === undefined) return;
    await this.page.getByRole("group", { name: "Sub-location" }).getByText(subLocation, { exact: true }).click();
  }

  async pick(...times: readonly string[]): Promise<void> {
    for (const time of times) await this.slot(time).click();
  }

  /** The sentence that the document promises. */
  async expectCreated(slots: number): Promise<void> {
    const sentence = `Booking created! ${slots} slot(s) added to queue.`;
    await expect(this.summary.getByText(sentence, { exact: true })).toBeVisible();
  }
}
