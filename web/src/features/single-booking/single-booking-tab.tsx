import { CalendarPlus } from "lucide-react";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export default function SingleBookingTab() {
  return (
    <>
      <PageHeading title="Single Booking" />
      <Card>
        <Empty icon={CalendarPlus} title="Being built" />
      </Card>
    </>
  );
}
