import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Of two that set the same property it is the stylesheet's order that decides, not
 * theirs: a class that is to win over a component's own is marked as important (`px-2!`).
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
