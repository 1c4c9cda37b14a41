import { test as base, expect } from "@playwright/test";
import { Bridge, freePort } from "../../tests/support/bridge";
import { Web } from "./web";

interface WorkerFixtures {
  /** The secret between the web app and the bridge; none when it is empty. */
  readonly bridgeToken: string;
  readonly servers: WorkerServers;
}

interface WorkerServers {
  readonly web: Web;
  readonly bridgePort: number;
}

interface TestFixtures {
  /** The time zone by which the facility's days and slots begin; `test.use` chooses another. */
  readonly facilityZone: string;
  /** Further settings of the bridge's, as environment variables. */
  readonly bridgeSettings: Readonly<Record<string, string>>;
  /** The real bridge behind the page, on an empty database of this test's own. */
  readonly bridge: Bridge;
  /** The browser's complaints; a test that expects complaints empties it. */
  readonly complaints: string[];
}

/** Every test gets the built web app and a fresh bridge; complaints in the console fail it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  bridgeToken: ["", { option: true, scope: "worker" }],
  servers: [
    async ({ bridgeToken }, provide) => {
      const bridgePort = await freePort();
      const web = await Web.start(await freePort(), `http://127.0.0.1:${bridgePort}`, {
        BRIDGE_TOKEN: bridgeToken,
      });
      await provide({ web, bridgePort });
      await web.stop();
    },
    { scope: "worker" },
  ],
  facilityZone: ["Europe/Amsterdam", { option: true }],
  bridgeSettings: [{}, { option: true }],
  baseURL: async ({ servers }, provide) => provide(servers.web.url),
  bridge: [
    async ({ servers, bridgeToken, facilityZone, bridgeSettings }, provide) => {
      const settings = {
        BRIDGE_TIME_ZONE: facilityZone,
        ...(bridgeToken !== "" && { BRIDGE_TOKEN: bridgeToken }),
        ...bridgeSettings,
      };
      const bridge = await Bridge.start(servers.bridgePort, settings);
      await provide(bridge);
      await bridge.stop();
    },
    { auto: true },
  ],
  complaints: [
    async ({ page }, provide) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // A test that stops the bridge breaks the page's event stream.
        if (message.location().url.endsWith("/api/events")) return;
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      await provide(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** The browser complained, and only about this: it does so about every answer that is a refusal. */
export function expectComplaints(complaints: string[], pattern: RegExp): void {
  expect(complaints.length).toBeGreaterThan(0);
  expect(complaints.filter((text) => !pattern.test(text))).toEqual([]);
  complaints.length = 0;
}

export { expect };
