import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Bridge, freePort } from "../../tests/support/bridge";
import { Web } from "./web";

interface WorkerServers {
  readonly web: Web;
  readonly bridgePort: number;
}

interface TestFixtures {
  /** The real bridge behind the page, on an empty database of this test's own. */
  readonly bridge: Bridge;
  /** What the browser complained about; a test that expects complaints empties it. */
  readonly complaints: string[];
}

/** Every test gets the built web app and a fresh bridge; complaints in the console fail it. */
export const test = base.extend<TestFixtures, { servers: WorkerServers }>({
  servers: [
    async ({}, provide) => {
      const bridgePort = await freePort();
      const web = await Web.start(await freePort(), `http://127.0.0.1:${bridgePort}`);
      await provide({ web, bridgePort });
      await web.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ servers }, provide) => provide(servers.web.url),
  bridge: [
    async ({ servers }, provide) => {
      const bridge = await Bridge.start(servers.bridgePort);
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
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      await provide(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Fails on anything axe finds against WCAG 2.2 AA or its own best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  expect(found).toEqual([]);
}

export { expect };
