import { ChartNoAxesColumn } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { replaceQuery } from "@/lib/url-query";
import type { PeriodId } from "../periods";

interface Props {
  period: PeriodId;
  ofAccount: boolean;
}

export function NoStatistics({ period, ofAccount }: Props) {
  const bounded = period !== "all";
  const never = ofAccount ? "This account has no bookings yet" : "There are no bookings yet";
  return (
    <Card>
      <Empty
        icon={ChartNoAxesColumn}
        title={bounded ? "No bookings in this period" : never}
        action={
          bounded && (
            <Button variant="outline" onClick={() => replaceQuery({ period: "all" })}>
              Show all time
            </Button>
          )
        }
      >
        {bounded ? "Choose a longer period." : "Charts appear with the first booking."}
      </Empty>
    </Card>
  );
}
