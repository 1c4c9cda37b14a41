"use client";

import { CalendarSearch } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { AccountScope, useAccountScope } from "@/entities/accounts/account-scope";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { BookingHistory } from "./components/booking-history";
import { FilterBar } from "./components/filter-bar";
import { parseFilters, rangeError } from "./filters";
import { SaveCsvButton } from "./components/save-csv-button";

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
        All bookings with their outcome.
      </PageHeading>
      <div className="flex flex-col gap-5">
        <AccountScope />
        <FilterBar filters={filters} />
        {unclear ? (
          <Card>
            <Empty icon={CalendarSearch} title="No days to show">
              The first day is after the last day. Change one of them.
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
