import type { Page, Request, Response } from "@playwright/test";

export type Content = readonly [name: string, content: string | Buffer];

/** The secret as it is, and as programs write bytes down. */
function spellings(secret: string): Buffer[] {
  const texts = [0, 1, 2].map((offset) => {
    // The position in its groups of three bytes decides how base64 writes the secret.
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString("base64url");
    return text.slice(offset === 0 ? 0 : offset + 1, -2);
  });
  const hex = Buffer.from(secret).toString("hex");
  return [Buffer.from(secret, "utf16le"), ...[secret, ...texts, hex, hex.toUpperCase()].map((text) => Buffer.from(text))];
}

/** Names the secrets and the contents that they stand in. */
export function leaks(secrets: readonly string[], contents: Iterable<Content>): string[] {
  const wanted = secrets.map((secret) => [secret, spellings(secret)] as const);
  return [...contents].flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    return wanted
      .filter(([, spelt]) => spelt.some((spelling) => bytes.includes(spelling)))
      .map(([secret]) => `${secret} in ${name}`);
  });
}

/** Records what a page sends, receives and prints from now on. */
export function record(page: Page) {
  const requests: Request[] = [];
  const responses: Promise<Content>[] = [];
  const printed: string[] = [];
  page.on("request", (request) => requests.push(request));
  page.on("response", (response) => responses.push(contentOf(response)));
  page.on("console", (message) => printed.push(message.text()));
  return {
    sent: (): Content[] => requests.flatMap((request) => request.postData() ?? []).map((body, at) => [String(at), body]),
    seen: async (): Promise<Content[]> => [
      ["the addresses", requests.map((request) => request.url()).join("\n")],
      ["the console", printed.join("\n")],
      ["the browser's stores", await storesOf(page)],
      ["the document", await page.content()],
      ...(await Promise.all(responses)),
    ],
  };
}

async function contentOf(response: Response): Promise<Content> {
  const headers = JSON.stringify(await response.allHeaders());
  // A response without a body, such as a redirect, has none to give.
  const body = await response.body().catch(() => Buffer.alloc(0));
  return [`the answer of ${response.url()}`, Buffer.concat([Buffer.from(headers), body])];
}

async function storesOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const history = await session.send("Page.getNavigationHistory");
  const stores = await page.evaluate(async () => ({
    storage: [Object.entries(localStorage), Object.entries(sessionStorage)],
    cookies: document.cookie,
    state: window.history.state as unknown,
    window: window.name,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  return JSON.stringify([history, stores]);
}
