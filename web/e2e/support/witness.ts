import type { Page, Request, Response } from "@playwright/test";

type Named = readonly [name: string, content: string | Buffer];

/** Sees what a page asks, is answered and says, from the moment it is called until it is asked. */
export class Witness {
  private readonly requests: Request[] = [];
  private readonly answers: Promise<Named>[] = [];
  private readonly words: string[] = [];

  constructor(private readonly page: Page) {
    page.on("request", (request) => this.requests.push(request));
    page.on("response", (response) => this.answers.push(contentOf(response)));
    page.on("console", (message) => this.words.push(message.text()));
  }

  /** The bodies that the page has sent. */
  get sent(): string[] {
    return this.requests.flatMap((request) => request.postData() ?? []);
  }

  async seen(): Promise<Named[]> {
    return [
      ["the addresses", this.requests.map((request) => request.url()).join("\n")],
      ["the console", this.words.join("\n")],
      ["the browser's history", await historyOf(this.page)],
      ["the browser's stores", await storesOf(this.page)],
      ["the document", await this.page.content()],
      ...(await Promise.all(this.answers)),
    ];
  }
}

async function contentOf(response: Response): Promise<Named> {
  const headers = JSON.stringify(await response.allHeaders());
  // An answer that carries no body, such as a redirect, has none to give.
  const body = await response.body().catch(() => Buffer.alloc(0));
  return [`the answer of ${response.url()}`, Buffer.concat([Buffer.from(headers), body])];
}

async function historyOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  return JSON.stringify(await session.send("Page.getNavigationHistory"));
}

async function storesOf(page: Page): Promise<string> {
  const stores = await page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    cookies: document.cookie,
    state: window.history.state as unknown,
    window: window.name,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  return JSON.stringify(stores);
}
