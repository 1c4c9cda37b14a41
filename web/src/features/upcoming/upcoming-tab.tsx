import { CalendarClock } from "lucide-react";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export default function UpcomingTab() {
  return (
    <>
      <PageHeading title="Upcoming" />
      <Card>
        <Empty icon={CalendarClock} title="Being built" />
      </Card>
    </>
  );
}
