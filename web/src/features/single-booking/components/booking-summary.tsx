import { LocalDate } from "@/components/local-date";
import type { ReactNode } from "react";
import { BusyButton } from "@/components/ui/button";
import { Card, CardContent, CardTitle } from "@/components/ui/card";
import { blocksOf } from "../slots";
import type { BookingForm } from "../use-booking-form";
import { Opening } from "./opening";
import { Outcome } from "./outcome";

/** The booking in words, the submit button and the outcome. */
export function BookingSummary({ form }: { form: BookingForm }) {
  const { account, facility, draft, isPending } = form;
  const count = draft.slots.length;
  return (
    <Card tabIndex={-1} aria-labelledby="summary-title" className="lg:sticky lg:top-6">
      <CardContent className="flex flex-col gap-5">
        <CardTitle id="summary-title">Your booking</CardTitle>
        <dl className="flex flex-col gap-3 text-sm">
          <Row name="Account">{account?.netid}</Row>
          <Row name="Date">{draft.date && <LocalDate date={draft.date} style="long" />}</Row>
          <Row name="Location">{placeOf(draft)}</Row>
          <Row name="Time slots">
            {count > 0 && facility ? <Slots times={draft.slots} minutes={facility.slot_minutes} /> : undefined}
          </Row>
          <Row name="Auto-retry">{retryOf(draft)}</Row>
        </dl>
        <Opening form={form} />
        <div className="flex flex-col gap-3 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:max-h-[60dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:bg-card max-lg:px-4 max-lg:py-3 max-sm:bottom-15">
          <Outcome form={form} />
          <BusyButton type="submit" size="large" className="w-full" busy={isPending}>
            {isPending ? "Booking…" : "Start Booking"}
          </BusyButton>
        </div>
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

function Slots({ times, minutes }: { times: readonly string[]; minutes: number }) {
  return (
    <ul className="flex flex-col gap-1">
      <li>{times.length === 1 ? "1 slot" : `${times.length} slots`}</li>
      {blocksOf(times, minutes).map((block) => (
        <li key={block} className="font-normal">{block}</li>
      ))}
    </ul>
  );
}

function placeOf({ location, subLocation }: BookingForm["draft"]): string | undefined {
  return subLocation === null ? location : `${location}, ${subLocation}`;
}

function retryOf({ autoRetry, retryInterval }: BookingForm["draft"]): string {
  return autoRetry ? `Every ${retryInterval} seconds` : "Off";
}
