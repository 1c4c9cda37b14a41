import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const badgeVariants = cva(
  "inline-flex w-fit items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0",
  {
    variants: {
      variant: {
        neutral: "bg-muted text-muted-foreground",
        outline: "border border-input text-foreground",
        pending: "bg-pending text-pending-foreground",
        confirmed: "bg-confirmed text-confirmed-foreground",
        failed: "bg-failed text-failed-foreground",
        cancelled: "bg-cancelled text-cancelled-foreground",
      },
    },
    defaultVariants: { variant: "neutral" },
  },
);

type Props = ComponentProps<"span"> & VariantProps<typeof badgeVariants>;

export function Badge({ className, variant, ...props }: Props) {
  return <span className={cn(badgeVariants({ variant }), className)} {...props} />;
}
