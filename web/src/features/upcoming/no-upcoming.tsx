import { CalendarClock } from "lucide-react";
import { PageLink } from "@/components/page-link";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export function NoUpcoming({ ofAccount }: { ofAccount: boolean }) {
  return (
    <Card>
      <Empty
        icon={CalendarClock}
        title={ofAccount ? "Nothing is coming up for this account" : "Nothing is coming up"}
        action={
          <PageLink href="?tab=single" className={buttonVariants()}>
            Make a booking
          </PageLink>
        }
      >
        Pending and confirmed bookings appear here until their slot begins.
      </Empty>
    </Card>
  );
}
