import type { ReactNode } from "react";
import { BusyButton } from "@/components/ui/button";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { hasSubLocations } from "@/entities/bookings/booking";
import { formatDate } from "@/lib/format";
import { blocksOf } from "../slots";
import type { BookingForm } from "../use-booking-form";
import { Outcome } from "./outcome";

/** What will be booked, in words, and the button that does it. */
export function BookingSummary({ form }: { form: BookingForm }) {
  const { account, draft, isPending } = form;
  const count = draft.slots.length;
  return (
    <Card tabIndex={-1} aria-labelledby="summary-title" className="lg:sticky lg:top-6">
      <CardContent className="flex flex-col gap-5">
        <CardTitle id="summary-title">Your booking</CardTitle>
        <dl className="flex flex-col gap-3 text-sm">
          <Row name="Account">{account?.netid}</Row>
          <Row name="Date">{draft.date && formatDate(draft.date, "long")}</Row>
          <Row name="Where">{placeOf(draft)}</Row>
          <Row name="Time slots">
            {count > 0 ? <Slots times={draft.slots} /> : undefined}
          </Row>
          <Row name="Auto-retry">{retryOf(draft)}</Row>
        </dl>
        <BusyButton type="submit" size="large" className="w-full" busy={isPending}>
          {isPending ? "Booking…" : "Start Booking"}
        </BusyButton>
        <Outcome form={form} />
      </CardContent>
    </Card>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5rem_1fr] gap-3">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 font-medium wrap-anywhere">
        {children ?? <span className="font-normal text-muted-foreground">Not chosen yet</span>}
      </dd>
    </div>
  );
}

function Slots({ times }: { times: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      <li>{times.length === 1 ? "1 slot" : `${times.length} slots`}</li>
      {blocksOf(times).map((block) => (
        <li key={block} className="font-normal">{block}</li>
      ))}
    </ul>
  );
}

function placeOf({ location, subLocation }: BookingForm["draft"]): string {
  return hasSubLocations(location) && subLocation ? `${location}, ${subLocation}` : location;
}

function retryOf({ autoRetry, retryInterval }: BookingForm["draft"]): string {
  return autoRetry ? `Every ${retryInterval} seconds` : "Off";
}
