import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "@/components/page-link";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

interface Props {
  icon: LucideIcon;
  title: string;
  /** A sentence about what the list will show. */
  children: ReactNode;
}

/** An empty list of bookings, with a link to the booking form. */
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
