import { isActive, placeOf } from "@/entities/bookings/booking";
import type { Booking, Slot } from "@/lib/api/types";

/** A time of the day with its slots, one for each place. */
export interface GridRow {
  readonly time: string;
  readonly cells: readonly GridCell[];
}

/** A slot with the active bookings in it; a slot that the facility does not list has neither. */
export interface GridCell {
  readonly place: string;
  readonly slot: Slot | undefined;
  readonly bookings: readonly Booking[];
}

/** The slots and bookings of a day: places across, times down. Leaves out the hours that are over and have nothing of ours. */
export function gridOf(slots: readonly Slot[], bookings: readonly Booking[]) {
  const places = [...new Set(slots.map(placeOf))];
  const times = [...new Set(slots.map(({ time }) => time))].sort();
  const active = bookings.filter(({ status }) => isActive(status));
  const cell = (time: string, place: string): GridCell => {
    const slot = slots.find((one) => one.time === time && placeOf(one) === place);
    return { place, slot, bookings: active.filter((booking) => slot !== undefined && isIn(booking, slot)) };
  };
  const rows: GridRow[] = times.map((time) => ({ time, cells: places.map((place) => cell(time, place)) }));
  return { places, rows: rows.filter(({ cells }) => !cells.every(isOver)) };
}

/** Whether the slot is over, and nothing of ours is in it. */
function isOver({ slot, bookings }: GridCell): boolean {
  return bookings.length === 0 && (slot === undefined || slot.state === "past");
}

/** A booking that leaves the half open is in both until it is confirmed. */
function isIn(booking: Booking, slot: Slot): boolean {
  const half = booking.sub_location;
  return (
    booking.time_slot === slot.time &&
    booking.location === slot.location &&
    (half === null || half === slot.sub_location)
  );
}
