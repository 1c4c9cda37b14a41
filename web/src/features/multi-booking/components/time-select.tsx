import { Field } from "@/components/ui/field";

interface Props {
  label: string;
  times: readonly string[];
  value: string;
  onChange: (time: string) => void;
}

export function TimeSelect({ label, times, value, onChange }: Props) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-10 rounded-md border border-input bg-card px-3 text-base sm:text-sm"
        >
          {times.map((time) => (
            <option key={time} value={time}>{time}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
