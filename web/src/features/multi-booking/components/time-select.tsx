import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/input";

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
        <NativeSelect {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {times.map((time) => (
            <option key={time} value={time}>{time}</option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
