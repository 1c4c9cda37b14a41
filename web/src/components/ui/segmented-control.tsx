import { type ReactNode, useId } from "react";

interface Props<Value extends string> {
  label: string;
  options: readonly { readonly value: Value; readonly name: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** Selects one of a few views. Native radio buttons, which bring arrow keys and names. */
export function SegmentedControl<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const group = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex w-fit max-w-full rounded-md border border-input bg-card p-0.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-9 min-w-0 items-center justify-center rounded-sm px-2.5 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground has-checked:bg-primary has-checked:text-primary-foreground has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring sm:px-3"
        >
          <input
            type="radio"
            name={group}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
          />
          <span className="max-w-48 truncate">{option.name}</span>
        </label>
      ))}
    </div>
  );
}
