"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { QueryError, useQueryError } from "@/components/error-notice";
import { Card, CardContent } from "@/components/ui/card";
import { facilityQuery } from "@/entities/facility/facility";
import type { FieldName } from "../request";
import { useBookingForm } from "../use-booking-form";
import { AccountField, focusAccountSwitcher } from "./account-field";
import { BookingSummary } from "./booking-summary";
import { DateField } from "./date-field";
import { LocationField } from "./location-field";
import { RetryFields } from "./retry-fields";
import { SlotField } from "./slot-field";

export function BookingForm() {
  const element = useRef<HTMLFormElement>(null);
  const form = useBookingForm((name) => focusField(element.current, name));
  const { account, draft, today, errors, change } = form;
  const facility = useQuery(facilityQuery());
  const facilityError = useQueryError(facility);
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
      className="grid items-start gap-6 max-lg:pb-20 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <Card>
        <CardContent className="flex flex-col gap-8 max-[360px]:px-3">
          {facilityError && !facility.data && (
            <QueryError
              title="The facility could not be loaded"
              error={facilityError}
              query={facility}
            />
          )}
          <AccountField error={errors.account} />
          <LocationField {...form} />
          <div className="flex flex-col gap-8 md:flex-row">
            <DateField
              accountId={account?.id}
              today={today}
              date={draft.date}
              error={errors.date}
              onChange={(date) => change({ date })}
            />
            <SlotField {...form} />
          </div>
          <RetryFields draft={draft} error={errors.retryInterval} onChange={change} />
        </CardContent>
      </Card>
      <BookingSummary form={form} />
    </form>
  );
}

/** The field's tab stop. The calendar and the slots have one among many elements. */
const focusable = `select, input:checked, input:not([type="radio"]), [tabindex="0"]`;

function focusField(form: HTMLFormElement | null, name: FieldName): void {
  if (name === "account") focusAccountSwitcher();
  form?.querySelector(`[data-field="${name}"]`)?.querySelector<HTMLElement>(focusable)?.focus();
}
