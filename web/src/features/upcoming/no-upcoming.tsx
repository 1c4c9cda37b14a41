import { CalendarClock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export function NoUpcoming({ ofAccount }: { ofAccount: boolean }) {
  return (
    <Card>
      <Empty
        icon={CalendarClock}
        title={ofAccount ? "Nothing is coming up for this account" : "Nothing is coming up"}
        action={
          <Button asChild>
            <a href="?tab=single">Make a booking</a>
          </Button>
        }
      >
        Pending and confirmed bookings appear here until their slot begins.
      </Empty>
    </Card>
  );
}
