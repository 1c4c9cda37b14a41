import type { Frame, Page, Response } from "@playwright/test";

export interface Attempt {
  readonly url: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly mode?: "cors" | "no-cors";
  /** Sent to the end even when the page is left meanwhile, as a beacon is. */
  readonly keepalive?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a script gets to know from its fetch: the browser's word, or all of the answer. */
export async function learntBy(frame: Frame | Page, attempt: Attempt): Promise<string> {
  return frame.evaluate(async ({ url, ...init }) => {
    try {
      const answer = await fetch(url, { ...init, cache: "no-store" });
      return `${answer.type} ${answer.status} ${await answer.text()}`;
    } catch {
      return "blocked";
    }
  }, attempt);
}

/** Has an element of the page load the address; says whether the page could use what came. */
export async function loadAs(
  frame: Frame,
  tag: "img" | "link" | "script",
  url: string,
): Promise<"blocked" | "loaded"> {
  return frame.evaluate(
    ([tag, url]) => {
      const element = document.createElement(tag);
      if (tag === "link") Object.assign(element, { rel: "stylesheet", href: url });
      else Object.assign(element, { src: url });
      const outcome = new Promise<"blocked" | "loaded">((resolve) => {
        element.addEventListener("load", () => resolve("loaded"));
        element.addEventListener("error", () => resolve("blocked"));
      });
      document.body.append(element);
      return outcome;
    },
    [tag, url] as const,
  );
}

export const enctypes = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
] as const;

/**
 * Submits a form that carries the JSON text; as `text/plain` the body is that text to the letter but
 * for one `=`, which becomes the idempotency key: what both doors would take for a booking.
 */
export async function submitForm(
  frame: Frame,
  url: string,
  enctype: (typeof enctypes)[number],
  json: string,
): Promise<Response> {
  const page = frame.page();
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  const [name, value] = [`${json.slice(0, -1)},"idempotency_key":"`, '"}'];
  await frame.evaluate(
    ([url, enctype, name, value]) => {
      const form = document.createElement("form");
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      Object.assign(form, { action: url, method: "post", enctype });
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    [url, enctype, name, value] as const,
  );
  return answer;
}
