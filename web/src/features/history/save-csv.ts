import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PlainDate } from "@/lib/dates/plain-date";
import type { AccountName } from "@/lib/queries/account-names";
import { byteOrderMark, csvHeader, csvLine } from "./csv";
import { csvName } from "./csv-name";
import type { Filters } from "./filters";
import { matchingBookings } from "./matching-bookings";
import { saveFile } from "./save-file";

interface Wish {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly nameOf: AccountName;
  readonly today: PlainDate;
}

/** Saves all that matches the filters, and tells how many bookings it has read so far. */
export function useSaveCsv() {
  const [read, setRead] = useState(0);
  const mutation = useMutation({
    mutationFn: async ({ accountId, filters, nameOf, today }: Wish) => {
      setRead(0);
      const parts: string[] = [byteOrderMark, csvHeader];
      let count = 0;
      for await (const bookings of matchingBookings(accountId, filters)) {
        parts.push(bookings.map((booking) => csvLine(booking, nameOf)).join(""));
        count += bookings.length;
        setRead(count);
      }
      const who = accountId === null ? "all accounts" : nameOf(accountId);
      saveFile(csvName(who, filters, today), new Blob(parts, { type: "text/csv;charset=utf-8" }));
      return count;
    },
  });
  return { ...mutation, read };
}
