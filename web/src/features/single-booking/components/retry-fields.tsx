import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { bounds } from "@/lib/api/types";
import type { Draft } from "@/entities/bookings/draft";

const presets = [
  { seconds: 30, label: "30 s" },
  { seconds: 60, label: "1 min" },
  { seconds: 300, label: "5 min" },
  { seconds: 900, label: "15 min" },
];

interface Props {
  draft: Pick<Draft, "retryInterval" | "autoRetry">;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

/** Auto-retry and its interval, folded away because most bookings need neither. Opens when it has an error. */
export function RetryFields({ draft: { retryInterval, autoRetry }, error, onChange }: Props) {
  const { minimum, maximum } = bounds.retryInterval;
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      open={isOpen || error !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-t pt-5"
      data-field="retryInterval"
    >
      <summary className="flex w-fit cursor-pointer items-center gap-2 rounded-sm text-sm font-medium">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        <span>Advanced</span>
        <span className="font-normal text-muted-foreground">{autoRetry ? `Auto-retry every ${retryInterval} s` : "Auto-retry off"}</span>
      </summary>
      <div className="mt-5 grid gap-6 sm:grid-cols-2">
        <Field label="Retry interval (seconds)" error={error}>
          {(control) => (
            <div className="flex flex-col gap-2">
              <Input
                type="number"
                inputMode="numeric"
                min={minimum}
                max={maximum}
                step={1}
                value={retryInterval}
                onChange={(event) => onChange({ retryInterval: event.target.value })}
                {...control}
              />
              <Presets
                seconds={Number(retryInterval)}
                onChoose={(seconds) => onChange({ retryInterval: String(seconds) })}
              />
            </div>
          )}
        </Field>
        <AutoRetry on={autoRetry} onChange={(on) => onChange({ autoRetry: on })} />
      </div>
    </details>
  );
}

interface PresetsProps {
  seconds: number;
  onChoose: (seconds: number) => void;
}

function Presets({ seconds: chosen, onChoose }: PresetsProps) {
  return (
    <div className="flex flex-wrap gap-1.5">
      {presets.map(({ seconds, label }) => (
        <Button
          key={seconds}
          variant={seconds === chosen ? "secondary" : "ghost"}
          size="small"
          className="px-2.5!"
          aria-pressed={seconds === chosen}
          onClick={() => onChoose(seconds)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

interface AutoRetryProps {
  on: boolean;
  onChange: (on: boolean) => void;
}

function AutoRetry({ on, onChange }: AutoRetryProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      <span aria-hidden className="text-sm leading-none font-medium max-sm:hidden">
        &nbsp;
      </span>
      <div className="flex min-h-10 items-center gap-3">
        <Switch id={id} checked={on} onCheckedChange={onChange} aria-describedby={`${id}-hint`} />
        <Label htmlFor={id}>Auto-retry</Label>
      </div>
      <p id={`${id}-hint`} className="text-sm text-muted-foreground">
        Keep trying until the slot becomes available.
      </p>
    </div>
  );
}
