import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

interface Props {
  /** The list's name, such as "Bookings". */
  label: string;
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
  /** The position, such as "Page 2"; announced when it changes. */
  children: ReactNode;
}

/** Previous and Next buttons for a list that is paged by a cursor. */
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
