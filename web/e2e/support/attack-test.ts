import type { GetAccountsResponse, GetBookingLogsResponse } from "@/lib/api/types";
import { addDays } from "@/lib/dates/plain-date";
import { browser } from "../../playwright.config";
import type { Bridge } from "../../tests/support/bridge";
import { Attacker } from "./attacker";
import { addAccount, ask, book, bookingsIn, facilityOf } from "./seed";
import { expect, test as base } from "./test";

/** Where requests can be sent to. */
export interface Door {
  readonly origin: string;
  readonly list: string;
  /** The body of a booking that this door takes from those who may call. */
  readonly booking: string;
}

interface Fixtures {
  readonly attacker: Attacker;
  /** The web app and the bridge, with one booking in them. */
  readonly doors: { readonly web: Door; readonly bridge: Door };
  /** Whether the test is one of an attack, after which everything must be as it was. */
  readonly hostile: boolean;
  readonly unharmed: undefined;
}

/** A test with somebody else's pages. The bridge takes calls from one of them: `friend.example`. */
export const test = base.extend<Fixtures>({
  launchOptions: {
    ...browser,
    args: [
      ...browser.args,
      "--host-resolver-rules=MAP *.example 127.0.0.1",
      // Chromium alone keeps pages from elsewhere off the loopback; visitors have other browsers too.
      "--disable-features=LocalNetworkAccessChecks",
    ],
  },
  attacker: async ({}, provide) => {
    const attacker = await Attacker.start();
    await provide(attacker);
    await attacker.stop();
  },
  bridgeSettings: async ({ attacker }, provide) =>
    provide({ BRIDGE_ALLOWED_ORIGINS: attacker.origin("friend.example") }),
  doors: async ({ servers, bridge }, provide) => {
    const { id } = await addAccount(bridge, "jdevries");
    const day = addDays((await facilityOf(bridge)).today, 1);
    await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
    const web = { accountId: id, date: day, timeSlots: ["08:00"], location: "Fitness" };
    const direct = { account_id: id, booking_date: day, time_slots: ["08:00"], location: "Fitness" };
    await provide({
      web: doorAt(servers.web.url, "/api/bookings", web),
      bridge: doorAt(bridge.url, "/api/python/bookings", { action: "create_booking", ...direct }),
    });
  },
  hostile: [true, { option: true }],
  unharmed: [
    async ({ doors, bridge, hostile }, provide) => {
      expect(doors.bridge.origin).toBe(bridge.url);
      const before = await everythingIn(bridge);
      await provide(undefined);
      if (hostile) expect(await everythingIn(bridge)).toEqual(before);
      else expect(await everythingIn(bridge)).not.toEqual(before);
    },
    { auto: true },
  ],
});

function doorAt(origin: string, path: string, booking: object): Door {
  return { origin, list: origin + path, booking: JSON.stringify(booking) };
}

async function everythingIn(bridge: Bridge): Promise<object> {
  const { accounts } = await ask<GetAccountsResponse>(bridge, { action: "get_accounts" });
  const { logs } = await ask<GetBookingLogsResponse>(bridge, {
    action: "get_booking_logs",
    booking_id: 1,
  });
  return { accounts, bookings: await bookingsIn(bridge), logs };
}

export { expect };
