import { UsersRound } from "lucide-react";
import { PageHeading } from "@/components/page-heading";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";

export default function AccountsTab() {
  return (
    <>
      <PageHeading title="Accounts" />
      <Card>
        <Empty icon={UsersRound} title="Being built" />
      </Card>
    </>
  );
}
