import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readAccountNames } from "@/entities/accounts/accounts";
import type { PlainDate } from "@/lib/dates/plain-date";
import { byteOrderMark, csvHeader, csvLine, csvName, csvSeparator } from "../csv";
import type { Filters } from "../filters";
import { matchingBookings } from "./bookings";

interface ExportRequest {
  readonly accountId: number | null;
  readonly filters: Filters;
  readonly today: PlainDate;
}

/** Called after the tab was left, too, because a large file takes a while. */
interface Callbacks {
  readonly onSuccess: (count: number) => void;
  readonly onError: (error: Error) => void;
}

/** Saves all matching bookings as a CSV file. `read` counts those fetched so far. */
export function useSaveCsv(callbacks: Callbacks) {
  const client = useQueryClient();
  const [read, setRead] = useState(0);
  const mutation = useMutation({
    mutationFn: async ({ accountId, filters, today }: ExportRequest) => {
      setRead(0);
      const nameOf = await readAccountNames(client);
      const separator = csvSeparator();
      const parts: string[] = [byteOrderMark, csvHeader(separator)];
      let count = 0;
      for await (const bookings of matchingBookings(accountId, filters)) {
        parts.push(bookings.map((booking) => csvLine(booking, nameOf, separator)).join(""));
        count += bookings.length;
        setRead(count);
      }
      const who = accountId === null ? "all accounts" : nameOf(accountId);
      saveFile(csvName(who, filters, today), new Blob(parts, { type: "text/csv;charset=utf-8" }));
      return count;
    },
    ...callbacks,
  });
  return { ...mutation, read };
}

function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read the URL by the end of the click.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
