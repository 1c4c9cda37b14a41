import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

interface TableProps extends ComponentProps<"table"> {
  /** The name of the table and of the region that scrolls it horizontally. */
  label: string;
}

export function Table({ label, className, ...props }: TableProps) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="w-full overflow-x-auto">
      <table aria-label={label} className={cn("w-full text-left text-sm", className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn("h-10 px-3 font-medium whitespace-nowrap text-muted-foreground", className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-b transition-colors last:border-0", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-3 py-2.5 align-middle", className)} {...props} />;
}
