import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

interface FieldProps {
  label: ReactNode;
  /** The value's error as a sentence; announced when it appears. */
  error?: string | undefined;
  hint?: ReactNode;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control, described by its hint and its error. */
export function Field({ label, error, hint, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint !== undefined && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return (
    <div className={cn("flex flex-col gap-2", className)}>
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        "aria-describedby": describedBy.join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-muted-foreground">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

interface FieldSetProps {
  legend: ReactNode;
  error?: string | undefined;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
}

/** A named group of controls, such as radio buttons or a grid of slots. */
export function FieldSet({ legend, error, hint, disabled = false, className, children }: FieldSetProps) {
  const id = useId();
  return (
    <fieldset
      disabled={disabled}
      className={cn("flex min-w-0 flex-col gap-2", className)}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className="mb-2 text-sm leading-none font-medium">{legend}</legend>
      {hint !== undefined && <p className="text-sm text-muted-foreground">{hint}</p>}
      {children}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

/**
 * A live region that is in the page from the start. While empty it is visually hidden only, because screen
 * readers do not announce changes of a region that was `hidden`.
 */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  return (
    <div id={id} aria-live="polite" className="empty:sr-only">
      {children ? (
        <p className="flex items-start gap-1.5 text-sm wrap-anywhere text-destructive">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{children}</span>
        </p>
      ) : null}
    </div>
  );
}

export function Label({ className, ...props }: ComponentProps<"label">) {
  return (
    <label className={cn("text-sm leading-none font-medium select-none", className)} {...props} />
  );
}
