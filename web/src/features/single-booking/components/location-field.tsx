import { FieldSet } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { subLocationsOf } from "@/entities/facility/facility";
import { subLocations as subLocationNames } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import type { BookingForm } from "../use-booking-form";

const any = "any";

type Props = Pick<BookingForm, "draft" | "facility" | "errors" | "change">;

export function LocationField({ draft: { location, subLocation }, facility, errors, change }: Props) {
  const subLocations = subLocationsOf(facility, location);
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-6" data-field="location">
      <FieldSet legend="Location" error={errors.location}>
        {facility ? (
          <ChoiceGroup
            name="location"
            options={facility.locations.map(({ name }) => ({ value: name, label: name }))}
            value={location}
            onChange={(chosen) => change({ location: chosen })}
          />
        ) : (
          <Skeleton className="h-10 w-56" />
        )}
      </FieldSet>
      {/* Takes its place in any case, so that choosing a location does not move the page. */}
      <FieldSet legend="Sub-location" disabled={subLocations.length === 0} className="disabled:opacity-45">
        <ChoiceGroup
          name="sub-location"
          options={[
            { value: any, label: "Any" },
            ...(subLocations.length === 0 ? subLocationNames : subLocations).map((value) => ({ value, label: value })),
          ]}
          value={subLocation ?? any}
          onChange={(chosen) => change({ subLocation: chosen === any ? null : chosen })}
        />
      </FieldSet>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  /** Groups the radio buttons. */
  name: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value | undefined;
  onChange: (value: Value) => void;
}

/** Native radio buttons, which bring arrow keys and names. */
function ChoiceGroup<Value extends string>({ name, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <div className="flex flex-wrap gap-2">
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex h-10 min-w-14 flex-1 cursor-pointer items-center justify-center rounded-md border border-input bg-card px-4 text-sm font-medium transition-colors sm:flex-none",
            "not-has-disabled:hover:bg-accent has-disabled:cursor-not-allowed has-enabled:has-checked:border-primary has-enabled:has-checked:bg-primary has-enabled:has-checked:text-primary-foreground",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
