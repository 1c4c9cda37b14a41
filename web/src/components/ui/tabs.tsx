import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { isBrowserShortcut } from "./focus";
import { useRestoreFocus } from "./focus";
import { tabAfterKey } from "./tab-keys";

const tabIdOf = (id: string) => `tab-${id}`;
const panelIdOf = (id: string) => `panel-${id}`;

interface ListProps<Id extends string> {
  label: string;
  ids: readonly Id[];
  value: Id;
  onOpen: (id: Id) => void;
  className?: string;
  tabClassName?: string;
  /** What stands on a tab. */
  children: (id: Id) => ReactNode;
}

/** Arrow keys move along the tabs, Enter or Space opens one: what a tab shows has to be loaded. */
export function TabList<Id extends string>(props: ListProps<Id>) {
  const { label, ids, value, onOpen, className, tabClassName, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<Id>();
  /** The one that Tab reaches, and leaves. */
  const stop = focused ?? value;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = tabAfterKey(event.key, ids.indexOf(stop), ids.length);
    if (to === undefined || isBrowserShortcut(event)) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>("[role='tab']").item(to).focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
      onBlur={() => setFocused(undefined)}
      className={className}
    >
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabIdOf(id)}
          aria-selected={id === value}
          aria-controls={id === value ? panelIdOf(id) : undefined}
          tabIndex={id === stop ? 0 : -1}
          onFocus={() => setFocused(id)}
          onClick={() => onOpen(id)}
          className={tabClassName}
        >
          {children(id)}
        </button>
      ))}
    </div>
  );
}

interface PanelProps {
  id: string;
  children: ReactNode;
}

/** The open tab's content. */
export function TabPanel(props: PanelProps) {
  return <Panel key={props.id} {...props} />;
}

/** It goes when another tab is opened; a link in it that did so takes the focus along. */
function Panel({ id, children }: PanelProps) {
  return (
    <div
      ref={useRestoreFocus()}
      role="tabpanel"
      id={panelIdOf(id)}
      aria-labelledby={tabIdOf(id)}
      tabIndex={0}
    >
      {children}
    </div>
  );
}
