import "server-only";
import type { Dispatcher } from "undici";

/** How long the bridge may take to begin its answer. */
export const silenceLimitMs = 10_000;

/** Headers that the browser gets to see; everything else about the bridge stays here. */
const passedOn = new Set(["content-type", "retry-after"]);
type PassedOn = Record<string, string>;

/**
 * Takes one answer of the bridge in the callbacks of undici's dispatcher, which cost half of what its
 * promises and streams do. An answer of known length is held here for a moment; a list of any length
 * streams through.
 */
export class AnswerReceiver implements Dispatcher.DispatchHandlers {
  #breakOff: (() => void) | undefined;
  #head: { readonly status: number; readonly headers: PassedOn } | undefined;
  readonly #parts: Buffer<ArrayBuffer>[] = [];
  #list: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Leaves the connection alone: others may be waiting on it, and undici has a limit for it too. */
  readonly #silence = setTimeout(() => {
    this.#refuse(`The booking bridge did not answer within ${silenceLimitMs / 1000} seconds`);
  }, silenceLimitMs);
  #isOver = false;

  constructor(
    private readonly settle: (answer: Response) => void,
    private readonly fail: (what: string) => void,
  ) {}

  /** A question comes here once more where its connection broke off before it was answered. */
  onConnect(breakOff: () => void): void {
    // To throw takes this question alone out of the queue. The halves of two answers would make a wrong one.
    if (this.#isOver || this.#head !== undefined) throw new Error("The question is not to be asked.");
    this.#breakOff = breakOff;
  }

  onHeaders(status: number, given: Buffer[], resume: () => void): boolean {
    if (status < 200 || this.#isOver) return true;
    clearTimeout(this.#silence);
    const { headers, isShort } = read(given);
    if (!headers["content-type"]?.startsWith("application/json")) {
      this.#refuse("Something other than the booking bridge answers");
      this.#breakOff?.();
      return true;
    }
    this.#head = { status, headers };
    if (!isShort) this.settle(new Response(this.#stream(resume), this.#head));
    return true;
  }

  onData(part: Buffer<ArrayBuffer>): boolean {
    if (this.#isOver) return true;
    if (this.#list === undefined) return this.#parts.push(part) > 0;
    // The first part after a pause may be empty. To pause for it once more would never end.
    if (part.length === 0) return true;
    this.#list.enqueue(part);
    return (this.#list.desiredSize ?? 0) > 0;
  }

  onComplete(): void {
    if (this.#isOver) return;
    if (this.#list !== undefined) this.#list.close();
    else this.settle(new Response(joined(this.#parts), this.#head));
  }

  onError(error: Error): void {
    this.#list?.error(error);
    this.#refuse(this.#head ? "The booking bridge broke off its answer" : "The booking bridge does not answer");
  }

  /** What still comes is not taken. Only the first reason counts. */
  #refuse(what: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#silence);
    this.fail(what);
  }

  #stream(resume: () => void): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start: (controller) => {
        this.#list = controller;
      },
      pull: resume,
      cancel: () => this.#breakOff?.(),
    });
  }
}

/** Most answers come in one part, which needs no copy. */
function joined(parts: readonly Buffer<ArrayBuffer>[]): Buffer<ArrayBuffer> {
  const [first, ...others] = parts;
  return first !== undefined && others.length === 0 ? first : Buffer.concat(parts);
}

function read(given: readonly Buffer[]): { headers: PassedOn; isShort: boolean } {
  const headers: PassedOn = {};
  let isShort = false;
  for (let at = 0; at + 1 < given.length; at += 2) {
    const name = String(given[at]).toLowerCase();
    if (passedOn.has(name)) headers[name] = String(given[at + 1]);
    if (name === "content-length") isShort = true;
  }
  return { headers, isShort };
}
