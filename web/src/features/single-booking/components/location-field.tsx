import { FieldSet } from "@/components/ui/field";
import { hasSubLocations } from "@/entities/bookings/booking";
import { locations, subLocations } from "@/lib/api/types";
import { cn } from "@/lib/cn";
import type { Draft } from "../draft";

const locationOptions = locations.map((value) => ({ value, label: value }));
const none = "none";
const subLocationOptions = [
  { value: none, label: "Any" },
  ...subLocations.map((value) => ({ value, label: value })),
] as const;

interface Props {
  draft: Pick<Draft, "location" | "subLocation">;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

export function LocationField({ draft: { location, subLocation }, error, onChange }: Props) {
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-6" data-field="location">
      <FieldSet legend="Location" error={error}>
        <ChoiceGroup
          name="location"
          options={locationOptions}
          value={location}
          onChange={(chosen) => onChange({ location: chosen })}
        />
      </FieldSet>
      {hasSubLocations(location) && (
        <FieldSet legend="Sub-location">
          <ChoiceGroup
            name="sub-location"
            options={subLocationOptions}
            value={subLocation ?? none}
            onChange={(chosen) => onChange({ subLocation: chosen === none ? null : chosen })}
          />
        </FieldSet>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  /** Ties the radio buttons together. */
  name: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, side by side. Native radio buttons: arrow keys and names come with them. */
export function ChoiceGroup<Value extends string>({ name, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <div className="flex flex-wrap gap-2">
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex h-10 min-w-14 flex-1 cursor-pointer items-center justify-center rounded-md border border-input bg-card px-4 text-sm font-medium transition-colors sm:flex-none",
            "hover:bg-accent has-checked:border-primary has-checked:bg-primary has-checked:text-primary-foreground",
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
