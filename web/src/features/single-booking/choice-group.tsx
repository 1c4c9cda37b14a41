import { cn } from "@/lib/cn";

interface Props<Value extends string> {
  /** Ties the radio buttons together. */
  name: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, side by side. Native radio buttons: arrow keys and names come with them. */
export function ChoiceGroup<Value extends string>({ name, options, value, onChange }: Props<Value>) {
  return (
    <div className="flex flex-wrap gap-2">
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex h-10 min-w-14 flex-1 cursor-pointer items-center justify-center rounded-md border border-input bg-card px-4 text-sm font-medium transition-colors sm:flex-none",
            "hover:bg-accent has-checked:border-primary has-checked:bg-primary has-checked:text-primary-foreground",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
