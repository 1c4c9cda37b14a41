import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readAccountNames } from "@/entities/accounts/accounts";
import { messageOf } from "@/lib/api/error";
import type { PlainDate } from "@/lib/dates/plain-date";
import { toast } from "@/lib/toast";
import { byteOrderMark, csvHeader, csvLine, csvName } from "../csv";
import type { Filters } from "../filters";
import { matchingBookings } from "./bookings";

interface ExportRequest {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly today: PlainDate;
}

/** Saves all that matches the filters, and tells how many bookings it has read so far. */
export function useSaveCsv() {
  const client = useQueryClient();
  const [read, setRead] = useState(0);
  const mutation = useMutation({
    mutationFn: async ({ accountId, filters, today }: ExportRequest) => {
      setRead(0);
      const nameOf = await readAccountNames(client);
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
    // Here and not where it is asked for: a long file may be done after its tab was left.
    onSuccess: (count) =>
      toast.success(`Saved ${count.toLocaleString()} ${count === 1 ? "booking" : "bookings"} as CSV.`),
    onError: (error) => toast.error(`The CSV file could not be made. ${messageOf(error)}`),
  });
  return { ...mutation, read };
}

/** Hands a file to the browser to keep. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the content once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
