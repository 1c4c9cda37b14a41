import { History } from "lucide-react";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export default function HistoryTab() {
  return (
    <>
      <PageHeading title="History" />
      <Card>
        <Empty icon={History} title="Being built" />
      </Card>
    </>
  );
}
