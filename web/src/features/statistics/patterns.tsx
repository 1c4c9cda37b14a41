import type { ReactNode } from "react";
import type { BookingStatus } from "@/lib/api/types";

/** A fill for each status that differs in its texture too: solid, stripes, crosses, dots. */
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

export function fillOf(prefix: string, status: BookingStatus): string {
  return `url(#${prefix}-${status})`;
}

interface Props {
  prefix: string;
  status: BookingStatus;
  children?: ReactNode;
}

function Pattern({ prefix, status, children }: Props) {
  return (
    <pattern id={`${prefix}-${status}`} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={`var(--chart-${status})`} />
      <g stroke="var(--card)" strokeWidth="1.6" strokeLinecap="round">
        {children}
      </g>
    </pattern>
  );
}
