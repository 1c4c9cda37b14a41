import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useRestoreFocus } from "./focus";

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** The next step, such as a button. */
  action?: ReactNode;
  className?: string;
}

/** Shows that there is nothing to show, why, and what to do next. */
export function Empty({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div className={cn("flex flex-col items-center gap-3 px-6 py-12 text-center", className)}>
      <span className="flex size-12 items-center justify-center rounded-full bg-secondary text-secondary-foreground">
        <Icon aria-hidden className="size-5" />
      </span>
      <p className="font-display text-lg font-semibold">{title}</p>
      {children && <div className="max-w-prose text-sm text-muted-foreground">{children}</div>}
      {action && <Action>{action}</Action>}
    </div>
  );
}

/** Pressing the button often replaces the empty state, which unmounts the button. */
function Action({ children }: { children: ReactNode }) {
  return <div ref={useRestoreFocus()}>{children}</div>;
}
