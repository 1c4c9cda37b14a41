import { type ReactNode, useId } from "react";
import type { BookingStatus } from "@/lib/api/types";
import { useMediaQuery } from "@/lib/use-media-query";
import { statusOrder } from "../counts";

/** A fill for each status with its own texture, so that colour is not needed: solid, stripes, crosses, dots. */
export function StatusPatterns({ prefix }: { prefix: string }) {
  return (
    <defs>
      <Pattern prefix={prefix} status="confirmed" />
      <Pattern prefix={prefix} status="pending">
        <path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" />
      </Pattern>
      <Pattern prefix={prefix} status="failed">
        <path d="M0 0 8 8M0 8 8 0" />
      </Pattern>
      <Pattern prefix={prefix} status="cancelled">
        <path d="M2 2h.01M6 6h.01" strokeWidth="2.6" />
      </Pattern>
    </defs>
  );
}

/** The fill of each status: its colour, or its texture where colours are missing, in high-contrast mode and on paper. */
export function useFills(prefix: string): (status: BookingStatus) => string {
  const textured = useMediaQuery("print, (forced-colors: active)");
  return (status) => (textured ? `url(#${prefix}-${status})` : `var(--chart-${status})`);
}

interface PatternProps {
  prefix: string;
  status: BookingStatus;
  children?: ReactNode;
}

function Pattern({ prefix, status, children }: PatternProps) {
  return (
    <pattern id={`${prefix}-${status}`} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={`var(--chart-${status})`} />
      <g stroke="var(--card)" strokeWidth="1.6" strokeLinecap="round">
        {children}
      </g>
    </pattern>
  );
}

/** The statuses and their fills. */
export function Legend() {
  const prefix = useId();
  const fillOf = useFills(prefix);
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {statusOrder.map((status) => (
        <li key={status} className="flex items-center gap-2 capitalize">
          <svg aria-hidden viewBox="0 0 16 16" className="size-4">
            {status === statusOrder[0] && <StatusPatterns prefix={prefix} />}
            <rect width="16" height="16" rx="3" fill={fillOf(status)} />
          </svg>
          {status}
        </li>
      ))}
    </ul>
  );
}
