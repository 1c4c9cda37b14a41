import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";

type Props = Omit<ComponentProps<typeof Input>, "type" | "autoComplete" | "onChange" | "value"> & {
  onChange: (password: string) => void;
};

/**
 * Never shows what it holds, and asks password managers not to fill in the visitor's own. It takes no
 * `value`, which React would write into the document as an attribute.
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
