import { Skeleton } from "@/components/ui/skeleton";
import { gridClasses } from "./account-grid";

export function AccountsSkeleton() {
  return (
    <div className={gridClasses}>
      {Array.from({ length: 3 }, (_, card) => (
        <Skeleton key={card} className="h-63 rounded-xl!" />
      ))}
    </div>
  );
}
