import { product } from "./_shell/product";

/** For a plain link: Next's Link would add its code to every page. */
const home = "/";

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-lg flex-1 flex-col items-start justify-center gap-4 p-6">
      <title>{`Page not found · ${product.name}`}</title>
      <h1 className="text-3xl font-semibold">Page not found</h1>
      <p className="text-muted-foreground">Check the address.</p>
      <a href={home} className="font-medium text-primary underline underline-offset-4">
        Go to the bookings
      </a>
    </main>
  );
}
