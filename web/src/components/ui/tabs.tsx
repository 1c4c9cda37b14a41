import { Tabs as TabsPrimitive } from "radix-ui";

/** Unstyled on purpose: the shell and the features dress their tabs differently. */
export const Tabs = TabsPrimitive.Root;
export const TabsList = TabsPrimitive.List;
export const TabsTrigger = TabsPrimitive.Trigger;
export const TabsContent = TabsPrimitive.Content;
