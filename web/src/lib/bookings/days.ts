import type { PlainDate } from "@/lib/dates/plain-date";

/** The first and the last day that a booking can have. */
export const firstDay: PlainDate = "2000-01-01";
export const lastDay: PlainDate = "2100-12-31";
