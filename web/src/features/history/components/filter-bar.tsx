"use client";

import { useQuery } from "@tanstack/react-query";
import { FilterX } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, NativeSelect } from "@/components/ui/input";
import { facilityQuery } from "@/entities/facility/facility";
import { limits } from "@/lib/api/generated";
import { bookingStatuses } from "@/lib/api/types";
import { replaceQuery } from "@/lib/url-query";
import { type FilterName, type Filters, isFiltered, noFilters, rangeError } from "../filters";
import { DateFilter } from "./date-filter";

const set = (name: FilterName) => (value: string | null) => replaceQuery({ [name]: value });

/** The filters are part of the URL, so that a filtered list can be bookmarked and shared. */
export function FilterBar({ filters }: { filters: Filters }) {
  const { data: facility } = useQuery(facilityQuery());
  // While the facility is loading, the filter can only show its current value.
  const locations = facility?.locations.map(({ name }) => name) ?? [filters.location ?? []].flat();
  const filtered = isFiltered(filters);
  return (
    <Card
      aria-label="Filters"
      className="grid grid-cols-2 items-start gap-x-3 gap-y-4 p-4 sm:p-5 md:grid-cols-[1.4fr_1fr_1fr_1fr_1fr_auto]"
    >
      <SearchFilter value={filters.search} />
      <ChoiceFilter
        label="Status"
        all="Any status"
        choices={bookingStatuses}
        value={filters.status}
        onChange={set("status")}
      />
      <ChoiceFilter
        label="Location"
        all="Anywhere"
        choices={locations}
        value={filters.location}
        onChange={set("location")}
      />
      <DateFilter label="From" value={filters.from} onChange={set("from")} />
      <DateFilter label="To" value={filters.to} error={rangeError(filters)} onChange={set("to")} />
      <Button
        variant="ghost"
        className="col-span-2 md:col-span-1 md:mt-5.5"
        // Not disabled, because a disabled button loses the focus.
        aria-disabled={!filtered}
        onClick={() => filtered && replaceQuery(noFilters)}
      >
        <FilterX aria-hidden />
        <span>Clear filters</span>
      </Button>
    </Card>
  );
}

/** The milliseconds without a key after which a search begins. */
const typingPauseMs = 300;

/** Searches while typing. The URL follows after a pause, because it fetches the list. */
function SearchFilter({ value }: { value: string | null }) {
  const [draft, setDraft] = useState(value ?? "");
  const [lastValue, setLastValue] = useState(value);
  if (value !== lastValue) {
    setLastValue(value);
    if ((value ?? "") !== draft.trim()) setDraft(value ?? "");
  }
  useEffect(() => {
    if (draft.trim() === (value ?? "")) return undefined;
    const timer = setTimeout(() => set("search")(draft.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [draft, value]);
  return (
    <Field label="Reference or NetID" className="max-md:col-span-2">
      {(control) => (
        <Input
          {...control}
          type="search"
          autoComplete="off"
          maxLength={limits.FindBookingsRequest.search.maxLength}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  choices: readonly string[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function ChoiceFilter({ label, all, choices, value, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{all}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {capitalized(choice)}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
