"use client";

import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import { Calendar } from "@/components/ui/calendar";
import { Card, CardContent } from "@/components/ui/card";
import { Field, FieldSet, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { lastDay } from "@/entities/bookings/booking";
import { useFacilityClock } from "@/entities/facility/facility";
import type { Facility, Plan } from "@/lib/api/types";
import { addDays, parsePlainDate } from "@/lib/dates/plain-date";
import { queryWith } from "@/lib/url-query";
import { previewQuery, useCreatePlan } from "../api/plans";
import { useWish } from "../use-wish";
import { endsOf, hoursOf, mostHours, requestOf, type Wish } from "../wish";
import { AccountList } from "./account-list";
import { PlaceList } from "./place-list";
import { PlanPreview } from "./plan-preview";
import { TimeSelect } from "./time-select";

/** The form of a plan, with the preview of what it would do. */
export function PlanForm({ facility }: { facility: Facility }) {
  const { wish, change: changeWish, clear } = useWish(facility);
  const [isSubmitted, setIsSubmitted] = useState(false);
  const create = useCreatePlan();
  const request = requestOf(wish);
  const preview = useQuery(previewQuery(typeof request === "string" ? undefined : request));
  const change = (changes: Partial<Wish>) => {
    create.reset();
    changeWish(changes);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsSubmitted(true);
    if (typeof request === "string" || create.isPending) return;
    create.mutate(request, {
      onSuccess: ({ plan }) => {
        clear();
        openPlan(plan);
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Card>
        <CardContent className="flex flex-col gap-8 max-[360px]:px-3">
          <div className="flex flex-col gap-8 md:flex-row">
            <DayField wish={wish} onChange={change} />
            <div className="flex min-w-0 flex-1 flex-col gap-6">
              <HoursFields wish={wish} onChange={change} />
              <WindowFields facility={facility} wish={wish} onChange={change} />
            </div>
          </div>
          <FieldSet legend="Locations, best first">
            <PlaceList facility={facility} places={wish.places} onChange={(places) => change({ places })} />
          </FieldSet>
          <FieldSet legend="Accounts, in the order in which they are asked">
            <AccountList
              wish={wish}
              preview={preview.data}
              onChange={(accountIds) => change({ accountIds })}
            />
          </FieldSet>
          <RepeatFields wish={wish} onChange={change} />
        </CardContent>
      </Card>
      <PlanPreview
        preview={preview}
        missing={typeof request === "string" ? request : undefined}
        isSubmitted={isSubmitted}
        timeZone={facility.time_zone}
        create={create}
      />
    </form>
  );
}

function openPlan({ id }: Plan): void {
  window.history.pushState(null, "", queryWith(window.location.search, { plan: String(id) }));
}

interface FieldsProps {
  wish: Wish;
  onChange: (changes: Partial<Wish>) => void;
}

function DayField({ wish, onChange }: FieldsProps) {
  const today = useFacilityClock()?.today;
  return (
    <div className="w-full max-w-[17.5rem]">
      <FieldSet legend="Date">
        {today !== undefined && (
          <Calendar
            today={today}
            first={today}
            last={lastDay}
            selected={wish.date}
            onSelect={(date) => onChange({ date })}
            noteOn={noNote}
          />
        )}
      </FieldSet>
    </div>
  );
}

const noNote = () => undefined;

const upTo = (most: number) =>
  Array.from({ length: most }, (_, index) => ({ value: String(index + 1), name: String(index + 1) }));

function HoursFields({ wish, onChange }: FieldsProps) {
  const choose = (hours: number) => {
    const all = wish.minimumHours === wish.hours;
    onChange({ hours, minimumHours: all ? hours : Math.min(wish.minimumHours, hours) });
  };
  return (
    <div className="flex flex-wrap gap-6">
      <FieldSet legend="Hours in a row">
        <SegmentedControl
          label="Hours in a row"
          options={upTo(mostHours)}
          value={String(wish.hours)}
          onChange={(hours) => choose(Number(hours))}
        />
      </FieldSet>
      <FieldSet legend="Accept at least">
        <SegmentedControl
          label="Accept at least"
          options={upTo(wish.hours)}
          value={String(wish.minimumHours)}
          onChange={(hours) => onChange({ minimumHours: Number(hours) })}
        />
      </FieldSet>
    </div>
  );
}

function WindowFields({ facility, wish, onChange }: FieldsProps & { facility: Facility }) {
  return (
    <div className="grid grid-cols-2 gap-4">
      <TimeSelect
        label="From"
        times={hoursOf(facility)}
        value={wish.windowStart}
        onChange={(windowStart) => onChange({ windowStart })}
      />
      <TimeSelect
        label="Until"
        times={endsOf(facility)}
        value={wish.windowEnd}
        onChange={(windowEnd) => onChange({ windowEnd })}
      />
    </div>
  );
}

function RepeatFields({ wish, onChange }: FieldsProps) {
  const id = useId();
  const isWeekly = wish.weeklyUntil !== undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Switch
          id={`${id}-retry`}
          checked={wish.autoRetry}
          onCheckedChange={(autoRetry) => onChange({ autoRetry })}
          aria-describedby={`${id}-retry-hint`}
        />
        <Label htmlFor={`${id}-retry`}>Auto-retry</Label>
        <p id={`${id}-retry-hint`} className="text-sm text-muted-foreground">
          Keep trying lost slots until they begin.
        </p>
      </div>
      <div className="flex items-center gap-3">
        <Switch
          id={`${id}-weekly`}
          checked={isWeekly}
          disabled={wish.date === undefined}
          onCheckedChange={(on) => onChange({ weeklyUntil: on && wish.date ? addDays(wish.date, 28) : undefined })}
        />
        <Label htmlFor={`${id}-weekly`}>The same every week</Label>
      </div>
      {isWeekly && (
        <Field label="Last date" className="max-w-[17.5rem]">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={wish.weeklyUntil}
              onChange={(event) => onChange({ weeklyUntil: parsePlainDate(event.target.value) ?? wish.weeklyUntil })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
