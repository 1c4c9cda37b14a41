import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";

type Props = Omit<ComponentProps<typeof Input>, "type" | "autoComplete" | "onChange" | "value"> & {
  onChange: (password: string) => void;
};

/**
 * A password field that password managers do not fill in. Uncontrolled, because React would write `value` into
 * the document as an attribute.
 */
export function PasswordInput({ onChange, ...props }: Props) {
  return (
    <Input
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      {...props}
    />
  );
}
