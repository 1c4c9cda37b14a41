import { type Facility, type Location, locations, type SubLocation, subLocations } from "@/lib/api/types";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";

export interface WantedPlace {
  readonly location: Location;
  readonly isWanted: boolean;
  /** Null for any half. */
  readonly half: SubLocation | null;
}

/** The form of a plan. */
export interface Wish {
  readonly date: PlainDate | undefined;
  readonly hours: number;
  readonly minimumHours: number;
  readonly windowStart: string;
  readonly windowEnd: string;
  /** Every place, best first. */
  readonly places: readonly WantedPlace[];
  /** The chosen accounts, in the order in which they are asked. */
  readonly accountIds: readonly number[];
  readonly autoRetry: boolean;
  readonly weeklyUntil: PlainDate | undefined;
}

/** The parts of the form that were changed. */
export type StoredWish = Partial<Wish>;

/** A request to preview or to make a plan, under the names of this site's routes. */
export interface PlanRequest {
  readonly date: PlainDate;
  readonly hours: number;
  readonly minimumHours: number;
  readonly windowStart: string;
  readonly windowEnd: string;
  readonly choices: readonly { readonly location: Location; readonly subLocations: readonly SubLocation[] }[];
  readonly accountIds: readonly number[];
  readonly autoRetry: boolean;
  readonly repeatsWeeklyUntil: PlainDate | null;
}

export const mostHours = 4;
export const mostAccounts = 10;

/** Halls first, because they are what people divide and conquer for. */
const preferred: readonly Location[] = ["X1", "X3", "Fitness"];

export function emptyWish(facility: Pick<Facility, "locations">): Wish {
  const names = facility.locations.map(({ name }) => name);
  const ranked = [...preferred.filter((name) => names.includes(name)), ...names.filter((name) => !preferred.includes(name))];
  return {
    date: undefined,
    hours: 2,
    minimumHours: 2,
    windowStart: "11:00",
    windowEnd: "18:00",
    places: ranked.map((location) => ({ location, isWanted: true, half: null })),
    accountIds: [],
    autoRetry: false,
    weeklyUntil: undefined,
  };
}

/** The full hours at which slots begin, as `HH:MM`. */
export function hoursOf({ first_slot, last_slot }: Pick<Facility, "first_slot" | "last_slot">): string[] {
  const [first, last] = [hourOf(first_slot), hourOf(last_slot)];
  return Array.from({ length: last - first + 1 }, (_, index) => timeAt(first + index));
}

/** The ends of slots. The last one of the day ends a minute before midnight. */
export function endsOf(facility: Pick<Facility, "first_slot" | "last_slot">): string[] {
  return hoursOf(facility).map((start) => (hourOf(start) === 23 ? "23:59" : timeAt(hourOf(start) + 1)));
}

const hourOf = (time: string) => Number(time.slice(0, 2));
const timeAt = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** The request, or the sentence that says what is missing. */
export function requestOf(wish: Wish): PlanRequest | string {
  const { date, hours, minimumHours, windowStart, windowEnd, accountIds, autoRetry, weeklyUntil } = wish;
  const wanted = wish.places.filter(({ isWanted }) => isWanted);
  if (date === undefined) return "Choose a date.";
  if (windowEnd <= windowStart) return "Choose an end after the start of the window.";
  if (wanted.length === 0) return "Choose at least one location.";
  if (accountIds.length === 0) return "Choose at least one account.";
  if (weeklyUntil !== undefined && weeklyUntil <= date) return "Choose a last date after the first one.";
  const choices = wanted.map(({ location, half }) => ({ location, subLocations: half === null ? [] : [half] }));
  const repeatsWeeklyUntil = weeklyUntil ?? null;
  return { date, hours, minimumHours, windowStart, windowEnd, choices, accountIds, autoRetry, repeatsWeeklyUntil };
}

/** The list with one item moved by a step, unless it is at the end. */
export function moved<Item>(list: readonly Item[], index: number, step: -1 | 1): Item[] {
  const result = [...list];
  const [from, to] = [result[index], result[index + step]];
  if (from === undefined || to === undefined) return result;
  [result[index], result[index + step]] = [to, from];
  return result;
}

/** Parses what was stored; leaves out what another version wrote. */
export function parseStoredWish(stored: unknown): StoredWish | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const value = stored as Partial<Record<keyof Wish, unknown>>;
  const date = dayIn(value.date);
  const weeklyUntil = dayIn(value.weeklyUntil);
  const places = Array.isArray(value.places) ? value.places.flatMap(placeIn) : [];
  return {
    ...(isHours(value.hours) && { hours: value.hours }),
    ...(isHours(value.minimumHours) && { minimumHours: value.minimumHours }),
    ...(isTime(value.windowStart) && { windowStart: value.windowStart }),
    ...(isTime(value.windowEnd) && { windowEnd: value.windowEnd }),
    ...(isIds(value.accountIds) && { accountIds: value.accountIds }),
    ...(typeof value.autoRetry === "boolean" && { autoRetry: value.autoRetry }),
    ...(places.length > 0 && { places }),
    ...(date !== undefined && { date }),
    ...(weeklyUntil !== undefined && { weeklyUntil }),
  };
}

const dayIn = (value: unknown) => (typeof value === "string" ? parsePlainDate(value) : undefined);
const isHours = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostHours;
const isTime = (value: unknown): value is string => typeof value === "string" && /^\d\d:\d\d$/.test(value);
const isIds = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isInteger);

function placeIn(value: unknown): WantedPlace[] {
  if (typeof value !== "object" || value === null) return [];
  const { location, isWanted, half } = value as Partial<Record<keyof WantedPlace, unknown>>;
  const known = locations.find((name) => name === location);
  if (known === undefined) return [];
  return [{ location: known, isWanted: isWanted === true, half: subLocations.find((name) => name === half) ?? null }];
}
