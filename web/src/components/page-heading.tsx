import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A tab's heading, with its actions next to it. */
export function PageHeading({ title, children, actions }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex flex-col gap-1">
        <h1 className="text-2xl font-semibold sm:text-3xl">{title}</h1>
        {children && <p className="max-w-prose text-muted-foreground">{children}</p>}
      </div>
      {actions}
    </header>
  );
}
