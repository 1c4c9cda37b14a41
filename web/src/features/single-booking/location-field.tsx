import { FieldSet } from "@/components/ui/field";
import { locations, subLocations } from "@/lib/api/types";
import { hasSubLocations } from "@/lib/bookings/place";
import { ChoiceGroup } from "./choice-group";
import type { Draft } from "./draft";

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
