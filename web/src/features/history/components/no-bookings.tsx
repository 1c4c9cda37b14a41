import { CalendarSearch, History } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { NothingBooked } from "@/entities/bookings/nothing-booked";
import { replaceQuery } from "@/lib/url-query";
import { type Filters, isFiltered, noFilters } from "../filters";

interface Props {
  filters: Filters;
  page: number;
  ofAccount: boolean;
}

/** Shows why the list is empty and what to do next. */
export function NoBookings({ filters, page, ofAccount }: Props) {
  if (page > 1) {
    return (
      <Card>
        <Empty icon={History} title="No bookings on this page">
          The list has changed since. Go back to the previous page.
        </Empty>
      </Card>
    );
  }
  if (isFiltered(filters)) {
    return (
      <Card>
        <Empty
          icon={CalendarSearch}
          title="No booking matches these filters"
          action={
            <Button variant="outline" onClick={() => replaceQuery(noFilters)}>
              Show all bookings
            </Button>
          }
        />
      </Card>
    );
  }
  return (
    <NothingBooked
      icon={History}
      title={ofAccount ? "This account has no bookings yet" : "There are no bookings yet"}
    >
      Bookings appear here with their status and audit trail.
    </NothingBooked>
  );
}
