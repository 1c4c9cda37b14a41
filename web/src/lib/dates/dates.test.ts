import { afterEach, describe, expect, test } from "vitest";
import { formatDate, formatMoment, formatTime, formatZone, weekdayHeadings } from "@/lib/format";
import { weekOf } from "./month";
import {
  addDays,
  fromLocalDate,
  parsePlainDate,
  toLocalDate,
  weekdayOf,
} from "./plain-date";

const homeZone = process.env.TZ;
afterEach(() => {
  if (homeZone === undefined) delete process.env.TZ;
  else process.env.TZ = homeZone;
});

describe.each(["America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati", "America/Santiago"])(
  "in a browser in %s",
  (zone) => {
    test("the test runs in that zone", () => {
      process.env.TZ = zone;
      expect(new Date().getTimezoneOffset()).not.toBe(0);
    });

    test("a day is formatted as the same day", () => {
      process.env.TZ = zone;
      expect(formatDate("2026-01-01", "long", "de-DE")).toBe("Donnerstag, 1. Januar 2026");
      expect(formatDate("2026-12-31", "short", "en-GB")).toBe("31 Dec");
    });

    test("every day of a year survives the conversion to a local date", () => {
      process.env.TZ = zone;
      for (let day = "2026-01-01"; day <= "2026-12-31"; day = addDays(day, 1)) {
        expect(fromLocalDate(toLocalDate(day))).toBe(day);
      }
    });

    test("a timestamp is formatted in the facility's zone", () => {
      process.env.TZ = zone;
      const text = formatMoment("2026-11-22T23:30:00.000Z", "Europe/Amsterdam", "en-GB");
      expect(text).toBe("23 Nov 2026, 00:30");
    });
  },
);

test("a browser that does not know the facility's zone shows UTC", () => {
  expect(formatMoment("2026-11-22T23:30:00.000Z", "Mars/Olympus", "en-GB")).toBe("22 Nov 2026, 23:30");
  expect(formatZone("Mars/Olympus")).toBe("UTC");
  expect(formatZone("America/New_York")).toBe("America/New York");
});

describe("days", () => {
  test.each(["2026-02-29", "2026-13-01", "2026-1-1", "today", "", "2026-11-22T00:00"])(
    "%j is not a day",
    (text) => expect(parsePlainDate(text)).toBeUndefined(),
  );

  test("a leap day is a day", () => {
    expect(parsePlainDate("2028-02-29")).toBe("2028-02-29");
  });

  test("adding days crosses months, years and clock changes", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  });

  test("weeks begin on Monday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-22")).toBe(7);
  });
});

describe.each(["fa-IR", "th-TH", "ar-SA", "en-GB"])("a browser in %s", (locale) => {
  test("shows Gregorian years, days and hours", () => {
    expect(formatDate("2026-11-23", "month", locale)).toContain("2026");
    expect(formatDate("2026-11-23", "long", locale)).toMatch(/23.*2026|2026.*23/);
    expect(formatDate("2026-11-23", "short", locale)).toContain("23");
    const moment = formatMoment("2026-11-23T09:30:00.000Z", "UTC", locale);
    expect(moment).toMatch(/23.*2026.*9:30/);
  });

  test("has weekday names that fit a column", () => {
    const week = weekOf("2026-11-23");
    const names = weekdayHeadings(week, locale);
    expect(new Set(names).size).toBe(week.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(4);
  });
});

test("short weekday names are kept", () => {
  expect(weekdayHeadings(["2026-11-23", "2026-11-24"], "en-GB")).toEqual(["Mon", "Tue"]);
});

test("a time loses its seconds only if they are zero", () => {
  expect(formatTime("06:00:00")).toBe("06:00");
  expect(formatTime("06:00:30")).toBe("06:00:30");
});
