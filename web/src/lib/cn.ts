import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. If two of them set the same property, the order of the stylesheet decides. A class that
 * must override a component's own is marked as important (`px-2!`).
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
