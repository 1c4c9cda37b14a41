import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, onTestFinished, test, vi } from "vitest";
import { isAffected, refresh } from "./refresh";

const nothing = { bookings: [], accounts: [], engine: false };

test("a changed booking concerns its own queries and every list, not another booking's details", () => {
  const change = { ...nothing, bookings: [7] };
  expect(isAffected(["bookings", "one", 7], change)).toBe(true);
  expect(isAffected(["bookings", "logs", 8], change)).toBe(false);
  expect(isAffected(["bookings", "upcoming", 8], change)).toBe(true);
  expect(isAffected(["accounts", "stats", 1], change)).toBe(true);
  expect(isAffected(["facility"], change)).toBe(false);
});

test("a pause concerns what happens to bookings next, not what they are", () => {
  const change = { ...nothing, engine: true };
  expect(isAffected(["engine"], change)).toBe(true);
  expect(isAffected(["bookings", "explanation", 7], change)).toBe(true);
  expect(isAffected(["bookings", "one", 7], change)).toBe(false);
  expect(isAffected(["accounts", "list"], change)).toBe(false);
});

test("changed slots and plans concern their own queries", () => {
  const change = { ...nothing, plans: [1], slots: [{ location: "X1", date: "2026-12-01" }] };
  expect(isAffected(["slots", "2026-12-01"], change)).toBe(true);
  expect(isAffected(["plans"], change)).toBe(true);
  expect(isAffected(["bookings", "upcoming", null], change)).toBe(false);
});

test("a first read that is under way when something changes is followed by another", async () => {
  const client = new QueryClient();
  const answers: ((text: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver(client, { queryKey: ["accounts", "list"], queryFn });
  onTestFinished(observer.subscribe(() => undefined));
  const refreshed = refresh(client, { kind: "change", change: { ...nothing, accounts: [1] } });
  answers[0]?.("before the change");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("after the change");
  await refreshed;
  expect(observer.getCurrentResult().data).toBe("after the change");
});
