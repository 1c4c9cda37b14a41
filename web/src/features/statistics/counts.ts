import type { BookingStatus } from "@/lib/api/types";

export type Counts = Readonly<Record<BookingStatus, number>>;

/** The order of statuses in legends, stacks and tables. */
export const statusOrder = ["confirmed", "pending", "failed", "cancelled"] as const satisfies readonly BookingStatus[];

export const noCounts: Counts = { pending: 0, confirmed: 0, failed: 0, cancelled: 0 };

export function add(one: Counts, other: Counts): Counts {
  return {
    pending: one.pending + other.pending,
    confirmed: one.confirmed + other.confirmed,
    failed: one.failed + other.failed,
    cancelled: one.cancelled + other.cancelled,
  };
}

export function totalOf({ pending, confirmed, failed, cancelled }: Counts): number {
  return pending + confirmed + failed + cancelled;
}

/** Confirmed ÷ (confirmed + failed), in percent with one decimal; null without either. */
export function rateOf({ confirmed, failed }: Counts): number | null {
  const tried = confirmed + failed;
  return tried === 0 ? null : Math.round((1000 * confirmed) / tried) / 10;
}
