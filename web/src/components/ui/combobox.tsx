import { Check, ChevronDown } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { inputClasses } from "./input";

export interface Option<Value> {
  readonly value: Value;
  readonly name: string;
  /** A short note after the name, such as "switched off". */
  readonly note?: string;
}

interface Props<Value> extends Omit<ComponentProps<"input">, "value" | "onChange" | "role"> {
  options: readonly Option<Value>[];
  value: Value;
  /** Shown while nothing is typed and no option has the value. */
  placeholder: string;
  onChange: (value: Value) => void;
}

/** More would take longer to render than to type another letter. */
const maxShown = 50;

/** A select with a search field: typing narrows the options, arrow keys move, Enter chooses, Escape closes. */
export function Combobox<Value extends string | number | null>(props: Props<Value>) {
  const { options, value, placeholder, onChange, className, ...input } = props;
  const id = useId();
  const [search, setSearch] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const isOpen = search !== null;
  const found = matching(options, search ?? "");
  const shown = found.slice(0, maxShown);
  const chosen = options.find((option) => option.value === value);
  const open = () => {
    if (isOpen) return;
    setSearch("");
    setActive(Math.max(0, options.slice(0, maxShown).findIndex((option) => option.value === value)));
  };
  const close = () => setSearch(null);
  const choose = (option: Option<Value> | undefined) => {
    if (option) onChange(option.value);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen && ["ArrowDown", "ArrowUp", "Enter", " "].includes(event.key)) open();
    else if (event.key === "ArrowDown") setActive(Math.min(active + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (isOpen && event.key === "Enter") choose(shown[active]);
    else if (isOpen && event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={cn("relative", className)}>
      <input
        {...input}
        role="combobox"
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && shown.length > 0 ? `${id}-${active}` : undefined}
        placeholder={chosen?.name ?? placeholder}
        value={search ?? chosen?.name ?? ""}
        onClick={open}
        onBlur={close}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        className={cn(inputClasses, "cursor-default truncate pr-9 focus:cursor-text")}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-3 right-3 size-4 text-muted-foreground" />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={input["aria-label"] ?? "Options"}
        hidden={!isOpen}
        className="absolute top-full right-0 left-0 z-50 mt-1 max-h-80 min-w-56 overflow-y-auto rounded-md border bg-popover p-1 text-sm text-popover-foreground shadow-lg"
      >
        {isOpen && shown.map((option, index) => (
          <Row
            key={String(option.value)}
            id={`${id}-${index}`}
            option={option}
            active={index === active}
            selected={option.value === value}
            onChoose={() => choose(option)}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {isOpen && search !== "" && countText(found.length)}
      </p>
      {isOpen && found.length !== shown.length && <More count={found.length - shown.length} />}
    </div>
  );
}

interface RowProps<Value> {
  id: string;
  option: Option<Value>;
  active: boolean;
  selected: boolean;
  onChoose: () => void;
}

function Row<Value>({ id, option: { name, note }, active, selected, onChoose }: RowProps<Value>) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <li
      ref={element}
      id={id}
      role="option"
      aria-selected={selected}
      // The field keeps the focus, which would otherwise close the list before the click arrives.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn("flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5", active && "bg-accent text-accent-foreground")}
    >
      <Check aria-hidden className={cn("size-4 shrink-0", !selected && "invisible")} />
      <span className="min-w-0 truncate">{name}</span>
      {note !== undefined && <span className="shrink-0 text-muted-foreground">{` (${note})`}</span>}
    </li>
  );
}

function More({ count }: { count: number }) {
  return (
    <p className="absolute top-[calc(100%+20.5rem)] left-0 z-50 rounded-md border bg-popover px-3 py-1.5 text-xs text-muted-foreground shadow-lg">
      {`${count.toLocaleString()} more. Type a part of the name.`}
    </p>
  );
}

function countText(count: number): string {
  if (count === 0) return "No match";
  return count === 1 ? "1 match" : `${count} matches`;
}

function matching<Value>(options: readonly Option<Value>[], search: string): readonly Option<Value>[] {
  const text = search.trim().toLowerCase();
  if (text === "") return options;
  return options.filter(({ name }) => name.toLowerCase().includes(text));
}
