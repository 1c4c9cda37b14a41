import { FacilityZone } from "./_shell/header";
import { Shell } from "./_shell/shell";

export default function Page() {
  return (
    <>
      <Shell />
      <footer className="mx-auto w-full max-w-6xl px-4 pb-8 text-muted-foreground sm:px-6 lg:hidden">
        <FacilityZone className="flex" />
      </footer>
    </>
  );
}
