import { expect, test } from "vitest";
import type { Places } from "@/entities/facility/facility";
import { type Account, bounds } from "@/lib/api/types";
import { type Draft, emptyDraft } from "@/entities/bookings/draft";
import { type AccountOrReason, atFacility, firstField, noAccount, parseDraft } from "./request";

const account: Account = {
  id: 3,
  netid: "a.jansen",
  is_active: true,
  may_automate: true,
  sign_in: "unknown",
  sign_in_until: null,
  notify_email: null,
  created_at: "2026-11-22T09:30:00.000Z",
  updated_at: "2026-11-22T09:30:00.000Z",
};
const draft: Draft = { ...emptyDraft, location: "Fitness", date: "2026-12-01", slots: ["06:00", "07:00"] };

const facility: Places = {
  locations: [
    { name: "Fitness", sub_locations: [] },
    { name: "X1", sub_locations: ["A", "B"] },
  ],
};

function errorsOf(change: Partial<Draft>, of: AccountOrReason = account) {
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

test("the location is the facility's first one until another is chosen", () => {
  expect(atFacility(emptyDraft, undefined).location).toBeUndefined();
  expect(atFacility(emptyDraft, facility).location).toBe("Fitness");
  expect(atFacility({ ...emptyDraft, location: "X1" }, facility).location).toBe("X1");
});

test("a sub-location is dropped at a location that does not have it", () => {
  expect(atFacility({ ...draft, location: "X1", subLocation: "A" }, facility).subLocation).toBe("A");
  expect(atFacility({ ...draft, location: "Fitness", subLocation: "A" }, facility).subLocation).toBeNull();
});

test("each missing field has its own error, the account first", () => {
  const parsed = parseDraft(emptyDraft, noAccount);
  const errors = parsed.ok ? {} : parsed.errors;
  expect(Object.keys(errors)).toEqual(["account", "location", "date", "slots"]);
  expect(errors.account).toBe(noAccount);
  expect(firstField(errors)).toBe("account");
  expect(firstField({ slots: "…", date: "…" })).toBe("date");
});

test("an account that is switched off cannot be booked for", () => {
  expect(errorsOf({}, { ...account, is_active: false }).account).toContain("a.jansen is switched off");
});

test("more slots than the bridge accepts are an error", () => {
  const many = (count: number) => Array.from({ length: count }, (_, slot) => `slot ${slot}`);
  expect(errorsOf({ slots: many(bounds.timeSlots.maxItems) })).toEqual({});
  expect(errorsOf({ slots: many(bounds.timeSlots.maxItems + 1) }).slots).toContain("at most");
});

test.each(["", "0", "-5", "1.5", "soon", "86401"])("a retry interval of %j is an error", (text) => {
  expect(errorsOf({ retryInterval: text }).retryInterval).toContain("whole number of seconds");
});

test.each(["1", " 30 ", "86400"])("a retry interval of %j is accepted", (text) => {
  expect(errorsOf({ retryInterval: text })).toEqual({});
});
