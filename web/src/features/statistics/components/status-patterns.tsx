import { type ReactNode, useId } from "react";
import type { BookingStatus } from "@/lib/api/types";
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

/** The statuses and their textures. */
export function Legend() {
  const prefix = useId();
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {statusOrder.map((status) => (
        <li key={status} className="flex items-center gap-2 capitalize">
          <svg aria-hidden viewBox="0 0 16 16" className="size-4">
            {status === statusOrder[0] && <StatusPatterns prefix={prefix} />}
            <rect width="16" height="16" rx="3" fill={fillOf(prefix, status)} />
          </svg>
          {status}
        </li>
      ))}
    </ul>
  );
}
