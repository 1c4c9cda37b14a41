import { useRef } from "react";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Button } from "@/components/ui/button";
import { FieldSet } from "@/components/ui/field";
import { isFree } from "../slots";
import type { BookingForm } from "../use-booking-form";
import { SlotGrid } from "./slot-grid";

type Props = Pick<BookingForm, "account" | "draft" | "taken" | "slots" | "day" | "errors" | "change">;

export function SlotField({ account, draft, taken, slots, day, errors, change }: Props) {
  const count = draft.slots.length;
  const dayError = useQueryError(day);
  const area = useRef<HTMLDivElement>(null);
  const clear = () => {
    change({ slots: [] });
    // The button goes with what was picked: one goes on where slots are picked.
    area.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus();
  };
  return (
    <div ref={area} className="min-w-0 flex-1" data-field="slots">
      <FieldSet legend="Time slots" error={errors.slots}>
        {dayError && (
          <QueryError
            title="What is already booked on this day could not be loaded"
            error={dayError}
            query={day}
          />
        )}
        <SlotGrid
          slots={slots}
          picked={draft.slots}
          invalid={errors.slots !== undefined}
          busy={day.isLoading}
          onPick={(times) => change({ slots: times })}
        />
        <div className="flex min-h-8 items-center justify-between gap-x-4 text-sm text-muted-foreground">
          <p>{day.isLoading ? "Looking up what is booked…" : hintFor({ account, draft, slots })}</p>
          {count > 0 && (
            <Button variant="ghost" size="small" onClick={clear}>
              Clear {count} picked
            </Button>
          )}
        </div>
        <p role="status" className="text-sm font-medium empty:hidden">
          {taken.length > 0 && `Not free any more, and left out: ${taken.join(", ")}.`}
        </p>
      </FieldSet>
    </div>
  );
}

function hintFor({ account, draft, slots }: Pick<Props, "account" | "draft" | "slots">): string {
  if (draft.date !== undefined && !slots.some(isFree)) return "No slot of this day is left to book.";
  if (account && draft.date === undefined) return "Choose a date to see what is booked already.";
  return "Hold Shift to pick several at once.";
}
