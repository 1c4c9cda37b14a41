"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { firstDay, lastDay } from "@/entities/bookings/booking";
import type { PlainDate } from "@/lib/dates/plain-date";
import { parseBookableDay } from "../filters";

interface Props {
  label: string;
  value: PlainDate | null;
  error?: string | undefined;
  onChange: (value: PlainDate | null) => void;
}

/** The browser's date field, which uses the user's date format and works without a mouse. */
export function DateFilter({ label, value, error, onChange }: Props) {
  // Keeps the typed text until the field is left. The URL is updated later, and writing its day into the
  // field would reset a part that is half typed.
  const [draft, setDraft] = useState<string | null>(null);
  const [lastValue, setLastValue] = useState(value);
  const [focused, setFocused] = useState(false);
  if (value !== lastValue) {
    setLastValue(value);
    if (!focused) setDraft(null);
  }
  // A year that is half typed gives a day such as 0020-01-01, which stays a draft.
  const outside = draft !== null && draft !== "" && parseBookableDay(draft) === null;
  const change = (text: string) => {
    setDraft(text);
    const day = parseBookableDay(text);
    if (day !== null || text === "") onChange(day);
  };
  const leave = () => {
    setFocused(false);
    if (!outside) setDraft(null);
  };
  return (
    <Field label={label} error={outside && !focused ? "Choose a day from 2000 to 2100." : error}>
      {(control) => (
        <Input
          {...control}
          type="date"
          // Two of them fit side by side on the narrowest phones.
          className="max-sm:px-2! max-sm:text-sm!"
          min={firstDay}
          max={lastDay}
          value={draft ?? value ?? ""}
          onFocus={() => setFocused(true)}
          onBlur={leave}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  );
}
