import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

interface Props {
  /** Names what is paged, such as "Bookings". */
  label: string;
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
  /** Where one is, such as "Page 2"; read out when it changes. */
  children: ReactNode;
}

/** For lists that are paged by a cursor: one page back, one page on. */
export function Pagination({ label, hasPrevious, hasNext, onPrevious, onNext, children }: Props) {
  return (
    <nav aria-label={`${label}: pages`} className="flex items-center justify-between gap-3">
      <Button variant="outline" size="small" disabled={!hasPrevious} onClick={onPrevious}>
        <ChevronLeft aria-hidden />
        Previous
      </Button>
      <p aria-live="polite" className="text-sm text-muted-foreground">
        {children}
      </p>
      <Button variant="outline" size="small" disabled={!hasNext} onClick={onNext}>
        Next
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
