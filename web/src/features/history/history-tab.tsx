"use client";

import { CalendarSearch } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { AccountScope, useAccountScope } from "@/entities/accounts/account-scope";
import { useBookingDialogs } from "@/entities/bookings/booking-dialogs";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { replaceQuery } from "@/lib/url-query";
import { tabDescriptions } from "@/lib/tab-descriptions";
import { BookingHistory } from "./components/booking-history";
import { FilterBar } from "./components/filter-bar";
import { parseFilters, parseOrder, rangeError } from "./filters";
import { SaveCsvButton } from "./components/save-csv-button";

const orders = [
  { value: "changed", name: "Recently changed" },
  { value: "latest", name: "By date" },
] as const;

export default function HistoryTab() {
  const query = useSearchParams();
  const filters = parseFilters(query);
  const order = parseOrder(query.get("order"));
  const { accountId } = useAccountScope();
  const { askToCancel, dialogs } = useBookingDialogs();
  const unclear = rangeError(filters) !== undefined;
  return (
    <>
      <PageHeading
        title="History"
        actions={<SaveCsvButton accountId={accountId} filters={filters} disabled={unclear} />}
      >
        {tabDescriptions.history}
      </PageHeading>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <AccountScope />
          <SegmentedControl label="Order" options={orders} value={order} onChange={(chosen) => replaceQuery({ order: chosen })} />
        </div>
        <FilterBar filters={filters} />
        {unclear ? (
          <Card>
            <Empty icon={CalendarSearch} title="No days to show">
              The first day is after the last day. Change one of them.
            </Empty>
          </Card>
        ) : (
          <BookingHistory accountId={accountId} filters={filters} order={order} onCancel={askToCancel} />
        )}
      </div>
      {dialogs}
    </>
  );
}
