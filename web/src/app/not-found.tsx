import { product } from "./_shell/product";

/** An ordinary link: Next's own would be sent along with every page for this one. */
const home = "/";

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-lg flex-1 flex-col items-start justify-center gap-4 p-6">
      <title>{`There is no such page · ${product.name}`}</title>
      <h1 className="text-3xl font-semibold">There is no such page</h1>
      <p className="text-muted-foreground">The address may be mistyped, or the page has moved.</p>
      <a href={home} className="font-medium text-primary underline underline-offset-4">
        Go to the bookings
      </a>
    </main>
  );
}
