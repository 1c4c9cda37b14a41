import { Tabs as TabsPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useRestoreFocus } from "./focus";

type RootProps = Omit<ComponentProps<typeof TabsPrimitive.Root>, "activationMode">;

/** Arrow keys move along the tabs, Enter or Space opens one, because opening a tab loads its content. */
export function Tabs(props: RootProps) {
  return <TabsPrimitive.Root activationMode="manual" {...props} />;
}

export const TabList = TabsPrimitive.List;
export const Tab = TabsPrimitive.Trigger;

type PanelProps = ComponentProps<typeof TabsPrimitive.Content>;

/** The open tab's content. */
export function TabPanel(props: PanelProps) {
  return <Panel key={props.value} {...props} />;
}

/** Unmounts with its tab. When a link inside it opened another tab, the focus moves to the new panel's parent. */
function Panel(props: PanelProps) {
  return <TabsPrimitive.Content ref={useRestoreFocus()} {...props} />;
}
