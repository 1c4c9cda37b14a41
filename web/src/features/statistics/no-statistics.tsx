import { ChartNoAxesColumn } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { replaceQuery } from "@/lib/url-query";
import type { PeriodId } from "./periods";

export function NoStatistics({ period }: { period: PeriodId }) {
  const bounded = period !== "all";
  return (
    <Card>
      <Empty
        icon={ChartNoAxesColumn}
        title={bounded ? "No bookings in this period" : "There are no bookings yet"}
        action={
          bounded && (
            <Button variant="outline" onClick={() => replaceQuery({ period: "all" })}>
              Show all time
            </Button>
          )
        }
      >
        {bounded ? "Choose a longer period to see more." : "Charts appear with the first booking."}
      </Empty>
    </Card>
  );
}
