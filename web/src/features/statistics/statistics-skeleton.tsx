import { Skeleton } from "@/components/ui/skeleton";

export function StatisticsSkeleton() {
  return (
    <div className="flex flex-col gap-5">
      <Skeleton className="h-64 w-full rounded-xl!" />
      <Skeleton className="h-96 w-full rounded-xl!" />
    </div>
  );
}
