import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { BrowserContext, Frame, Page } from "@playwright/test";
import { freePort } from "../../tests/support/bridge";

const html = "<!doctype html><title>Somebody else's page</title>";

/** Somebody else's web server; its pages are opened under names that lead to this machine. */
export class Attacker {
  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<Attacker> {
    const port = await freePort();
    const server = createServer((_, response) => {
      response.setHeader("content-type", "text/html").end(html);
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return new Attacker(server, port);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  origin(host: string): string {
    return `http://${host}:${this.port}`;
  }

  async page(context: BrowserContext, host: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.origin(host));
    return page;
  }
}

/** Where a foreign page's script runs. The last two have no origin: their requests say `null`. */
export const footholds = {
  "another site": (attacker, context) => mainFrame(attacker.page(context, "evil.example")),
  "another port of 127.0.0.1": (attacker, context) => mainFrame(attacker.page(context, "127.0.0.1")),
  "another port of localhost": (attacker, context) => mainFrame(attacker.page(context, "localhost")),
  "a sandboxed frame": (attacker, context) =>
    frameIn(attacker.page(context, "evil.example"), {
      sandbox: "allow-scripts allow-forms",
      srcdoc: html,
    }),
  "a data: URL": (attacker, context) =>
    frameIn(attacker.page(context, "evil.example"), { src: `data:text/html,${html}` }),
} satisfies Record<string, (attacker: Attacker, context: BrowserContext) => Promise<Frame>>;

async function mainFrame(opening: Promise<Page>): Promise<Frame> {
  return (await opening).mainFrame();
}

async function frameIn(opening: Promise<Page>, attributes: Record<string, string>): Promise<Frame> {
  const page = await opening;
  await page.evaluate((attributes) => {
    const element = document.createElement("iframe");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const loaded = new Promise((resolve) => element.addEventListener("load", resolve));
    document.body.append(element);
    return loaded.then(() => undefined);
  }, attributes);
  const frame = await (await page.$("iframe"))?.contentFrame();
  if (!frame) throw new Error("The page shows no frame.");
  return frame;
}

/**
 * A page whose name led to the attacker when it was opened and leads to this machine since: to the
 * browser, what answers on that port is the page's own origin.
 */
export async function rebound(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  const { port } = new URL(url);
  const bait = `http://rebound.example:${port}/bait`;
  await page.route(bait, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(bait);
  return page;
}
