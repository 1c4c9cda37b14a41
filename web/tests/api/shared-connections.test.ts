import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "../support/bridge";
import type * as Routes from "../support/routes";

// A stand-in for the bridge, for what the real one cannot be made to do on demand.
let answer: (question: Question, response: ServerResponse) => void;
let asked: Question[];
let sockets: Set<Socket>;
let routes: typeof Routes;

interface Question {
  readonly action: string;
  readonly booking_id?: number;
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  sockets.add(request.socket);
  const question = JSON.parse(await text(request)) as Question;
  asked.push(question);
  answer(question, response);
}

const server = createServer((request, response) => void take(request, response));

beforeAll(async () => {
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  process.env.BRIDGE_URL = `http://127.0.0.1:${port}`;
  routes = await import("../support/routes");
});

beforeEach(() => {
  asked = [];
  sockets = new Set();
  answer = ({ booking_id: id }, response) => reply(response, { id });
});

afterEach(() => vi.useRealTimers());

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function reply(response: ServerResponse, body: unknown): void {
  const json = JSON.stringify(body);
  response.writeHead(200, { "content-type": "application/json", "content-length": json.length }).end(json);
}

const ids = Array.from({ length: 64 }, (_, index) => index + 1);
const get = (id: number): Promise<Response> => routes.call("GET", `/api/bookings/${id}`);

test("short reads at once share a few connections, and each gets its own answer", async () => {
  // Nothing is answered before everything is asked: on a connection for each, most would wait in vain.
  const held: (() => void)[] = [];
  answer = ({ booking_id: id }, response) => {
    held.push(() => reply(response, { id }));
    if (held.length === ids.length) held.forEach((answerNow) => answerNow());
  };
  const answers = await Promise.all(ids.map(get));
  expect(await Promise.all(answers.map((one) => one.json()))).toEqual(ids.map((id) => ({ id })));
  expect(sockets.size).toBeLessThanOrEqual(4);
});

test("a connection that breaks off costs the read that was being answered; those behind it are asked anew", async () => {
  answer = ({ booking_id: id }, response) => {
    if (id === 1) response.destroy();
    else reply(response, { id });
  };
  const answers = await Promise.all(ids.map(get));
  expect(answers.map(({ status }) => status)).toEqual(ids.map((id) => (id === 1 ? 502 : 200)));
  expect(asked.filter(({ booking_id: id }) => id === 1)).toHaveLength(1);
  expect(asked.length).toBeGreaterThan(ids.length);
});

test("a read that the bridge stays silent on for 10 seconds costs no other read on its connection", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let speak: (() => void) | undefined;
  const silent = new Promise<void>((isSilent) => {
    answer = ({ booking_id: id }, response) => {
      if (id === 1) {
        speak = () => reply(response, { id });
        isSilent();
      } else {
        reply(response, { id });
      }
    };
  });
  const first = get(1);
  await silent;
  vi.advanceTimersByTime(9_000);
  const second = get(2);
  vi.advanceTimersByTime(1_000);
  expect((await first).status).toBe(502);
  speak?.();
  expect(await (await second).json()).toEqual({ id: 2 });
  expect(asked.map(({ booking_id: id }) => id)).toEqual([1, 2]);
});

test("a read that waited too long to be asked is not asked any more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const held: (() => void)[] = [];
  const isFull = new Promise<void>((resolve) => {
    answer = ({ booking_id: id }, response) => {
      held.push(() => reply(response, { id }));
      if (held.length === ids.length) resolve();
    };
  });
  const reads = [...ids, 65].map(get);
  await isFull;
  vi.advanceTimersByTime(10_000);
  expect((await Promise.all(reads)).map(({ status }) => status)).toEqual(reads.map(() => 502));
  answer = ({ booking_id: id }, response) => reply(response, { id });
  held.forEach((answerNow) => answerNow());
  expect((await get(66)).status).toBe(200);
  expect(asked.map(({ booking_id: id }) => id)).not.toContain(65);
});

test("an answer that broke off in the middle is no part of another one", async () => {
  answer = ({ booking_id: id }, response) => {
    const json = JSON.stringify({ id });
    response.writeHead(200, { "content-type": "application/json", "content-length": json.length });
    if (id !== 1 || asked.length > ids.length) response.end(json);
    else response.write(json.slice(0, 3), () => response.destroy());
  };
  const answers = await Promise.all(ids.map(get));
  expect(answers.map(({ status }) => status)).toEqual(ids.map((id) => (id === 1 ? 502 : 200)));
  expect(await Promise.all(answers.slice(1).map((one) => one.json()))).toEqual(ids.slice(1).map((id) => ({ id })));
});

test("a write is sent once, whatever becomes of its connection", async () => {
  answer = (_question, response) => response.destroy();
  const cancels = await Promise.all(ids.map((id) => routes.call("DELETE", `/api/bookings/${id}`)));
  expect(cancels.map(({ status }) => status)).toEqual(ids.map(() => 502));
  expect(asked.map(({ booking_id: id }) => id).sort((one, other) => Number(one) - Number(other))).toEqual(ids);
});

test.each(["/api/bookings", "/api/bookings?limit=50&location=X1", "/api/bookings/stats?groupBy=day", "/api/accounts"])(
  "no short read waits behind GET %s, which may take long",
  async (path) => {
    const held = new Promise<ServerResponse>((hold) => {
      answer = ({ action, booking_id: id }, response) => {
        if (action === "get_booking") reply(response, { id });
        else hold(response);
      };
    });
    const long = routes.call("GET", path);
    const response = await held;
    const short = await Promise.all(ids.map(get));
    expect(short.map(({ status }) => status)).toEqual(ids.map(() => 200));
    reply(response, {});
    expect((await long).status).toBe(200);
  },
);
