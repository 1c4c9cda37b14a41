import { ChartNoAxesColumn } from "lucide-react";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export default function StatisticsTab() {
  return (
    <>
      <PageHeading title="Statistics" />
      <Card>
        <Empty icon={ChartNoAxesColumn} title="Being built" />
      </Card>
    </>
  );
}
