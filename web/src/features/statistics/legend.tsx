import { useId } from "react";
import { statusOrder } from "./counts";
import { fillOf, StatusPatterns } from "./patterns";

/** Names the textures of the bars. */
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
