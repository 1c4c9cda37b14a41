import { expect, test } from "vitest";
import { type Account, bounds } from "@/lib/api/types";
import { type Draft, emptyDraft } from "./draft";
import { type Chosen, firstField, parseDraft, unchosen } from "./request";

const account: Account = {
  id: 3,
  netid: "a.jansen",
  is_active: true,
  created_at: "2026-11-22T09:30:00.000Z",
  updated_at: "2026-11-22T09:30:00.000Z",
};
const draft: Draft = { ...emptyDraft, date: "2026-12-01", slots: ["06:00", "07:00"] };

function errorsOf(change: Partial<Draft>, of: Chosen = account) {
  const parsed = parseDraft({ ...draft, ...change }, of);
  return parsed.ok ? {} : parsed.errors;
}

test("a complete draft becomes the request that it shows", () => {
  const parsed = parseDraft({ ...draft, location: "X1", subLocation: "B", autoRetry: true }, account);
  expect(parsed).toEqual({
    ok: true,
    request: {
      accountId: 3,
      date: "2026-12-01",
      timeSlots: ["06:00", "07:00"],
      location: "X1",
      subLocation: "B",
      retryInterval: 60,
      autoRetry: true,
    },
  });
});

test("Fitness has no halves, whatever was chosen before", () => {
  const parsed = parseDraft({ ...draft, location: "Fitness", subLocation: "A" }, account);
  expect(parsed).toMatchObject({ request: { location: "Fitness", subLocation: null } });
});

test("everything that is missing is named at its own field, the account first", () => {
  const parsed = parseDraft(emptyDraft, unchosen);
  const errors = parsed.ok ? {} : parsed.errors;
  expect(Object.keys(errors)).toEqual(["account", "date", "slots"]);
  expect(errors.account).toBe(unchosen);
  expect(firstField(errors)).toBe("account");
  expect(firstField({ slots: "…", date: "…" })).toBe("date");
});

test("an account that is switched off cannot be booked for", () => {
  expect(errorsOf({}, { ...account, is_active: false }).account).toContain("a.jansen is switched off");
});

test("no more slots than the bridge takes", () => {
  const many = (count: number) => Array.from({ length: count }, (_, slot) => `slot ${slot}`);
  expect(errorsOf({ slots: many(bounds.timeSlots.maxItems) })).toEqual({});
  expect(errorsOf({ slots: many(bounds.timeSlots.maxItems + 1) }).slots).toContain("at most");
});

test.each(["", "0", "-5", "1.5", "soon", "86401"])("a retry interval of %j is refused", (text) => {
  expect(errorsOf({ retryInterval: text }).retryInterval).toContain("whole number of seconds");
});

test.each(["1", " 30 ", "86400"])("a retry interval of %j is taken", (text) => {
  expect(errorsOf({ retryInterval: text })).toEqual({});
});
