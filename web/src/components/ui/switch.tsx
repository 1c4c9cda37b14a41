import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

interface Props extends Omit<ComponentProps<"button">, "onClick"> {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

export function Switch({ checked, onCheckedChange, className, ...props }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        "group inline-flex h-6 w-11 shrink-0 items-center rounded-full border border-input bg-muted p-0.5 transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-checked:border-primary aria-checked:bg-primary",
        className,
      )}
      {...props}
    >
      <span className="block size-4.5 rounded-full bg-input transition-transform group-aria-checked:translate-x-5 group-aria-checked:bg-primary-foreground" />
    </button>
  );
}
