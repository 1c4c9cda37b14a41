"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const themes = [
  { id: "light", name: "Light", icon: Sun },
  { id: "dark", name: "Dark", icon: Moon },
  { id: "system", name: "System", icon: Monitor },
] as const;

const never = () => () => undefined;

/** Native radio buttons, which bring arrow keys and names. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server does not know the choice, so nothing is checked before hydration.
  const hydrated = useSyncExternalStore(never, () => true, () => false);
  return (
    <fieldset className="flex h-10 items-center rounded-md bg-black/20 p-1">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ id, name, icon: Icon }) => (
        <label
          key={id}
          title={name}
          className="flex size-8 cursor-pointer items-center justify-center rounded-sm text-band-muted transition-colors hover:text-band-foreground has-checked:bg-band-foreground has-checked:text-band has-focus-visible:outline-2 has-focus-visible:outline-ball"
        >
          <input
            type="radio"
            name="theme"
            value={id}
            checked={hydrated && theme === id}
            onChange={() => setTheme(id)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
