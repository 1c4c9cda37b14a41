import { Popover as PopoverPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { floatingClasses } from "./overlay";

export const Popover = PopoverPrimitive.Root;
export const PopoverTrigger = PopoverPrimitive.Trigger;

type Props = ComponentProps<typeof PopoverPrimitive.Content>;

export function PopoverContent({ className, align = "start", sideOffset = 6, ...props }: Props) {
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={12}
        className={cn(floatingClasses, "p-4", className)}
        {...props}
      />
    </PopoverPrimitive.Portal>
  );
}
