"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { CalendarX2 } from "lucide-react";
import { ListState } from "@/components/list-state";
import { LocalMoment } from "@/components/local-date";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Input } from "@/components/ui/input";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { useAccountNames } from "@/entities/accounts/accounts";
import { BookingLink } from "@/entities/bookings/booking-link";
import { changeDraft, emptyDraft } from "@/entities/bookings/draft";
import { StatusBadge } from "@/entities/bookings/status-badge";
import { slotsQuery, slotWords } from "@/entities/facility/facility-slots";
import type { Facility, Slot } from "@/lib/api/types";
import { parsePlainDate, type PlainDate } from "@/lib/dates/plain-date";
import { formatTime } from "@/lib/format";
import { bookingsOfDayQuery } from "../api/live-queries";
import { type GridCell, gridOf } from "../grid";

interface Props {
  facility: Facility;
  date: PlainDate;
  onDate: (date: PlainDate | undefined) => void;
}

/** The facility's slots of a day: places across, hours down. */
export function SlotGrid({ facility, date, onDate }: Props) {
  const slots = useQueries({
    queries: facility.locations.map(({ name }) => slotsQuery(name, date)),
    combine: (queries) => ({
      data: queries.every(({ data }) => data) ? queries.flatMap(({ data }) => data?.slots ?? []) : undefined,
      error: queries.find(({ error }) => error)?.error ?? null,
      isFetching: queries.some(({ isFetching }) => isFetching),
      failureCount: Math.max(0, ...queries.map(({ failureCount }) => failureCount)),
      errorUpdateCount: queries.reduce((sum, { errorUpdateCount }) => sum + errorUpdateCount, 0),
      refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
    }),
  });
  const { data: bookings = [] } = useQuery(bookingsOfDayQuery(date));
  return (
    <Card aria-label="Slots of a day">
      <CardContent className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CardTitle>Slots of a day</CardTitle>
          <Input
            type="date"
            aria-label="Day"
            className="w-40!"
            value={date}
            onChange={({ target }) => onDate(parsePlainDate(target.value))}
          />
        </div>
        <ListState
          query={slots}
          name="slots"
          isEmpty={(list) => list.length === 0}
          empty={<Empty icon={CalendarX2} title="The facility has no slots on this day" />}
        >
          {(list) => <Grid {...gridOf(list, bookings)} date={date} timeZone={facility.time_zone} />}
        </ListState>
      </CardContent>
    </Card>
  );
}

interface GridProps extends ReturnType<typeof gridOf> {
  date: PlainDate;
  timeZone: string;
}

function Grid({ places, rows, date, timeZone }: GridProps) {
  if (rows.length === 0) return <Empty icon={CalendarX2} title="All slots of this day are over" />;
  return (
    <Table label="Slots">
      <thead>
        <TableRow>
          <TableHead>Time</TableHead>
          {places.map((place) => (
            <TableHead key={place}>{place}</TableHead>
          ))}
        </TableRow>
      </thead>
      <tbody>
        {rows.map(({ time, cells }) => (
          <TableRow key={time}>
            <TableHead scope="row">{formatTime(time)}</TableHead>
            {cells.map((cell) => (
              <TableCell key={cell.place}>
                <Cell cell={cell} date={date} timeZone={timeZone} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

interface CellProps {
  cell: GridCell;
  date: PlainDate;
  timeZone: string;
}

function Cell({ cell: { place, slot, bookings }, date, timeZone }: CellProps) {
  const nameOf = useAccountNames();
  if (!slot) return <span className="text-muted-foreground">Not listed</span>;
  return (
    <div className="flex flex-col items-start gap-1.5">
      {bookings.map((booking) => (
        <BookingLink key={booking.id} bookingId={booking.id} className="flex flex-wrap items-center gap-1.5">
          <StatusBadge status={booking.status} />
          <span>{nameOf(booking.account_id)}</span>
          {booking.waitlisted && <span className="text-muted-foreground">waiting list</span>}
        </BookingLink>
      ))}
      <State slot={slot} place={place} date={date} timeZone={timeZone} />
    </div>
  );
}

function State({ slot, place, date, timeZone }: { slot: Slot; place: string } & Omit<CellProps, "cell">) {
  const words = slotWords(slot);
  const opens = slot.state === "not_open_yet" && slot.opens_at !== null && (
    <span className="text-xs">
      <span>Opens </span>
      <LocalMoment at={slot.opens_at} timeZone={timeZone} format="opening" />
    </span>
  );
  if (slot.state === "past") return <span className="text-muted-foreground">{words}</span>;
  return (
    <Button
      variant={slot.is_available ? "outline" : "ghost"}
      size="small"
      className="h-auto! flex-col items-start! gap-0! px-2! py-1! text-left"
      aria-label={`Book ${place} at ${formatTime(slot.time)}: ${words}`}
      onClick={() => openForm(slot, date)}
    >
      {words}
      {opens}
    </Button>
  );
}

/** Opens the booking form with the slot. */
function openForm({ location, sub_location: subLocation, time }: Slot, date: PlainDate): void {
  changeDraft({ ...emptyDraft, date, location, subLocation, slots: [formatTime(time)] });
  window.history.pushState(null, "", "?tab=single");
}
