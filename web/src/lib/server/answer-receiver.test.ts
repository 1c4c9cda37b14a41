import { expect, test, vi } from "vitest";
import { AnswerReceiver } from "./answer-receiver";

const head = ["content-type", "application/json", "content-length", "8"].map((word) => Buffer.from(word));

test("what was answered in part is not asked anew", () => {
  const receiver = new AnswerReceiver(vi.fn(), vi.fn());
  receiver.onConnect(vi.fn());
  receiver.onHeaders(200, head, vi.fn());
  receiver.onData(Buffer.from('{"a":'));
  expect(() => receiver.onConnect(vi.fn())).toThrow();
});
