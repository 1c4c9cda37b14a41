import type { PlainDate } from "@/lib/dates/plain-date";

type Style = "long" | "short";

/** A day as a British browser writes it, with or without the comma that its versions disagree on. */
export function spelled(date: PlainDate, style: Style = "long"): RegExp {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(
      new Date(`${date}T00:00:00Z`),
    );
  const day = `${part({ day: "numeric" })} ${part({ month: style })} ${part({ year: "numeric" })}`;
  return new RegExp(`${part({ weekday: style })},? ${day}`);
}

export function monthOf(date: PlainDate): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(`${date}T00:00:00Z`));
}

const hourOf = (zone: string, now: Date) =>
  Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(now));

const dayIn = (zone: string, now: Date) =>
  new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone }).format(now);

/** Zones of whole hours; their names count westwards. */
const zones = Array.from({ length: 27 }, (_, at) => at - 12).map((hours) =>
  hours === 0 ? "Etc/UTC" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`,
);

/** A zone where it is now another day than in the given one, as near to midday as there is. */
export function zoneOnAnotherDay(zone: string): string {
  const now = new Date();
  const fromMidday = (other: string) => Math.abs(hourOf(other, now) - 13);
  const [found] = zones
    .filter((other) => dayIn(other, now) !== dayIn(zone, now))
    .sort((one, other) => fromMidday(one) - fromMidday(other));
  if (found === undefined) throw new Error(`Everywhere is the same day as in ${zone}.`);
  return found;
}

/** The hour that the zone's clocks show. */
export function hourNow(zone: string): number {
  return hourOf(zone, new Date());
}
