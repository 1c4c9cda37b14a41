import { once } from "node:events";
import { createServer } from "node:http";
import type { BrowserContext, Frame, Page } from "@playwright/test";
import { addDays } from "@/lib/dates/plain-date";
import { browser } from "../../playwright.config";
import { freePort } from "../../tests/support/bridge";
import { addAccount, book, bookingsIn, facilityOf } from "./seed";
import { expect, test as base } from "./test";

const html = "<!doctype html><title>Another site</title>";

/** A server that requests can be sent to. */
export interface Target {
  readonly origin: string;
  readonly list: string;
  /** A body that books, from those who may call. */
  readonly booking: string;
}

interface Fixtures {
  /** The origin of another site's page under this name, all of which lead to this machine. */
  readonly foreign: (host: string) => string;
  /** The web app and the bridge, with one booking in them. */
  readonly targets: { readonly web: Target; readonly bridge: Target };
  /** The number of bookings afterwards; an attack adds none and changes none. */
  readonly bookingsAfter: number;
  readonly unharmed: undefined;
}

/** A test with another site's pages. The bridge takes calls from one of them: `friend.example`. */
export const test = base.extend<Fixtures>({
  launchOptions: {
    ...browser,
    args: [
      ...browser.args,
      "--host-resolver-rules=MAP *.example 127.0.0.1",
      // Chromium alone keeps other sites off the loopback; visitors have other browsers too.
      "--disable-features=LocalNetworkAccessChecks",
    ],
  },
  foreign: async ({}, provide) => {
    const port = await freePort();
    const server = createServer((_, response) => void response.setHeader("content-type", "text/html").end(html));
    await once(server.listen(port, "127.0.0.1"), "listening");
    await provide((host) => `http://${host}:${port}`);
    server.close();
    server.closeAllConnections();
  },
  bridgeSettings: async ({ foreign }, provide) => provide({ BRIDGE_ALLOWED_ORIGINS: foreign("friend.example") }),
  targets: async ({ servers, bridge }, provide) => {
    const { id } = await addAccount(bridge, "jdevries");
    const day = addDays((await facilityOf(bridge)).today, 1);
    await book(bridge, { account_id: id, booking_date: day, time_slots: ["07:00"] });
    const slot = { location: "Fitness" };
    const web = { ...slot, accountId: id, date: day, timeSlots: ["08:00"] };
    const direct = { ...slot, action: "create_booking", account_id: id, booking_date: day, time_slots: ["08:00"] };
    await provide({
      web: targetAt(servers.web.url, "/api/bookings", web),
      bridge: targetAt(bridge.url, "/api/python/bookings", direct),
    });
  },
  bookingsAfter: [1, { option: true }],
  unharmed: [
    async ({ targets, bridge, bookingsAfter }, provide) => {
      expect(targets.bridge.origin).toBe(bridge.url);
      const [before] = await bookingsIn(bridge);
      await provide(undefined);
      const after = await bookingsIn(bridge);
      expect(after[0]).toEqual(before);
      expect(after).toHaveLength(bookingsAfter);
    },
    { auto: true },
  ],
});

function targetAt(origin: string, path: string, booking: object): Target {
  return { origin, list: origin + path, booking: JSON.stringify(booking) };
}

export interface Attempt {
  readonly url: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly mode?: "cors" | "no-cors";
  /** Sent to the end even when the page is left meanwhile, as a beacon is. */
  readonly keepalive?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** All that a script learns from its fetch: that the browser blocked it, or the response. */
export async function learntBy(frame: Frame | Page, attempt: Attempt): Promise<string> {
  return frame.evaluate(async ({ url, ...init }) => {
    try {
      const response = await fetch(url, { ...init, cache: "no-store" });
      return `${response.type} ${response.status} ${await response.text()}`;
    } catch {
      return "blocked";
    }
  }, attempt);
}

/** Adds an element to the page and waits for it; tells whether the page can use what was loaded. */
export async function load(frame: Frame | Page, tag: string, attributes: Record<string, string>) {
  return frame.evaluate(
    ([tag, attributes]) => {
      const element = Object.assign(document.createElement(tag), attributes);
      const outcome = new Promise<"blocked" | "loaded">((resolve) => {
        element.addEventListener("load", () => resolve("loaded"));
        element.addEventListener("error", () => resolve("blocked"));
      });
      document.body.append(element);
      return outcome;
    },
    [tag, attributes] as const,
  );
}

/** A sandboxed frame of the page: its requests have the origin `null`. */
export async function sandboxIn(page: Page): Promise<Frame> {
  await load(page, "iframe", { sandbox: "allow-scripts allow-forms", srcdoc: html });
  const frame = await (await page.$("iframe"))?.contentFrame();
  if (!frame) throw new Error("The page shows no frame.");
  return frame;
}

/** Submits a form with the JSON text, whose one `=` becomes its idempotency key; gives the status. */
export async function submitForm(frame: Frame, url: string, enctype: string, json: string): Promise<number> {
  const response = frame.page().waitForResponse((response) => response.request().method() === "POST");
  await frame.evaluate(
    ([action, enctype, name]) => {
      const form = Object.assign(document.createElement("form"), { action, method: "post", enctype });
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: '"}' }));
      document.body.append(form);
      form.submit();
    },
    [url, enctype, `${json.slice(0, -1)},"idempotency_key":"`] as const,
  );
  expect((await response).request().postData()).toMatch(/08(:|%3A)00/);
  return (await response).status();
}

/** A page whose name led elsewhere when it was opened and leads to the target since (DNS rebinding). */
export async function rebound(context: BrowserContext, target: Target): Promise<Page> {
  const page = await context.newPage();
  const bait = `http://rebound.example:${new URL(target.origin).port}/bait`;
  await page.route(bait, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(bait);
  return page;
}

export { expect };
