// Next leaves out of its standalone server the files that a content network could serve. Here the
// server serves them itself, so they go beside it.
import { cpSync, existsSync, writeFileSync } from "node:fs";

const web = new URL("..", import.meta.url);
const copies = [
  [".next/static", ".next/standalone/.next/static"],
  ["public", ".next/standalone/public"],
];

for (const [from, to] of copies) {
  const source = new URL(from, web);
  if (existsSync(source)) cpSync(source, new URL(to, web), { recursive: true });
}
// A build that is cut off before this is not whole, and scripts/start makes it anew.
writeFileSync(new URL(".next/complete", web), "");
