import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";
import { buttonVariants } from "./ui/button";
import { Card } from "./ui/card";
import { Empty } from "./ui/empty";

interface Props {
  icon: LucideIcon;
  title: string;
  /** What the list will show. */
  children: ReactNode;
}

/** A list without bookings, and the way to the first one. */
export function NothingBooked({ icon, title, children }: Props) {
  const action = (
    <PageLink href="?tab=single" className={buttonVariants()}>
      Make a booking
    </PageLink>
  );
  return (
    <Card>
      <Empty icon={icon} title={title} action={action}>
        {children}
      </Empty>
    </Card>
  );
}
