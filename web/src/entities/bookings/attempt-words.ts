import type { Attempt, Outcome } from "@/lib/api/types";

const outcomes: Readonly<Record<Outcome, string>> = {
  confirmed: "Confirmed",
  waitlisted: "Waiting list",
  not_open_yet: "Not open yet",
  full: "Full",
  already_booked: "Booked already",
  limit_reached: "Limit reached",
  refused: "Refused",
  sign_in_needed: "Sign-in needed",
  rate_limited: "Told to wait",
  unavailable: "Not reached",
  unclear: "Outcome unknown",
  released: "Released",
  absent: "No reservation",
  withdrawn: "Withdrawn",
};

const kinds: Readonly<Record<Attempt["kind"], string>> = {
  book: "Attempt",
  release: "Release",
  check: "Check",
};

/** An attempt's outcome in plain words. */
export function outcomeWords({ kind, outcome }: Pick<Attempt, "kind" | "outcome">): string {
  if (outcome === null) return "Under way";
  // A check books nothing.
  if (kind === "check" && outcome === "confirmed") return "Reservation found";
  return outcomes[outcome];
}

/** Such as `Attempt 2, half B`. */
export function attemptName({ kind, number, sub_location }: Attempt): string {
  return `${kinds[kind]} ${number}${sub_location === null ? "" : `, half ${sub_location}`}`;
}

const second = 1000;

/** Such as `1.2 ms late`; undefined where nothing was sent. */
export function latenessWords(ms: number | null): string | undefined {
  if (ms === null) return undefined;
  const size = Math.abs(ms);
  const amount =
    size < second
      ? `${size.toLocaleString("en", { maximumFractionDigits: 1 })} ms`
      : `${(size / second).toLocaleString("en", { maximumFractionDigits: 1 })} s`;
  return `${amount} ${ms < 0 ? "early" : "late"}`;
}

type Tone = "confirmed" | "failed" | "pending" | "neutral";

const tones: Readonly<Partial<Record<Outcome, Tone>>> = {
  confirmed: "confirmed",
  waitlisted: "pending",
  limit_reached: "failed",
  refused: "failed",
  sign_in_needed: "failed",
  unclear: "pending",
};

/** The colour of an outcome. Red only where a person may have to act. */
export function toneOf(outcome: Outcome | null): Tone {
  return (outcome && tones[outcome]) ?? "neutral";
}
