"use client";

import { CalendarSearch } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { AccountScope } from "@/components/account-scope";
import { useBookingDialogs } from "@/components/bookings/booking-dialogs";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { useAccountScope } from "@/components/use-account-scope";
import { BookingHistory } from "./booking-history";
import { FilterBar } from "./filter-bar";
import { parseFilters, rangeError } from "./filters";
import { SaveCsvButton } from "./save-csv-button";

export default function HistoryTab() {
  const filters = parseFilters(useSearchParams());
  const { accountId } = useAccountScope();
  const { askToCancel, dialogs } = useBookingDialogs();
  const unclear = rangeError(filters) !== undefined;
  return (
    <>
      <PageHeading
        title="History"
        actions={<SaveCsvButton accountId={accountId} filters={filters} disabled={unclear} />}
      >
        Every booking and what came of it.
      </PageHeading>
      <div className="flex flex-col gap-5">
        <AccountScope />
        <FilterBar filters={filters} />
        {unclear ? (
          <Card>
            <Empty icon={CalendarSearch} title="These days hold no bookings">
              The range ends before it begins. Change one of its days to see bookings.
            </Empty>
          </Card>
        ) : (
          <BookingHistory accountId={accountId} filters={filters} onCancel={askToCancel} />
        )}
      </div>
      {dialogs}
    </>
  );
}
