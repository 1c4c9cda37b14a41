import { SegmentedControl } from "@/components/ui/segmented-control";
import { subLocationsOf } from "@/entities/facility/facility";
import type { Facility, SubLocation } from "@/lib/api/types";
import { moved, type WantedPlace } from "../wish";
import { RankedList } from "./ranked-list";

interface Props {
  facility: Facility;
  places: readonly WantedPlace[];
  onChange: (places: readonly WantedPlace[]) => void;
}

/** The places, best first. Those that are not wanted come last. */
export function PlaceList({ facility, places, onChange }: Props) {
  const replace = (location: string, changes: Partial<WantedPlace>) => {
    const changed = places.map((place) => (place.location === location ? { ...place, ...changes } : place));
    onChange([...changed.filter(({ isWanted }) => isWanted), ...changed.filter(({ isWanted }) => !isWanted)]);
  };
  return (
    <RankedList
      items={places.map((place) => ({
        id: place.location,
        name: place.location,
        isChosen: place.isWanted,
        aside: place.isWanted && subLocationsOf(facility, place.location).length > 0 && (
          <HalfChoice
            location={place.location}
            halves={subLocationsOf(facility, place.location)}
            half={place.half}
            onChange={(half) => replace(place.location, { half })}
          />
        ),
      }))}
      onChoose={(location, isWanted) => replace(location, { isWanted })}
      onMove={(location, step) => onChange(moved(places, places.findIndex((place) => place.location === location), step))}
    />
  );
}

interface HalfProps {
  location: string;
  halves: readonly SubLocation[];
  half: SubLocation | null;
  onChange: (half: SubLocation | null) => void;
}

function HalfChoice({ location, halves, half, onChange }: HalfProps) {
  const options = [{ value: "any", name: "Any" }, ...halves.map((value) => ({ value, name: value }))];
  return (
    <SegmentedControl
      label={`Sub-location of ${location}`}
      options={options}
      value={half ?? "any"}
      onChange={(value) => onChange(halves.find((one) => one === value) ?? null)}
    />
  );
}
