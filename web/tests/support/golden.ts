import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const folder = path.resolve(import.meta.dirname, "../../../bridge/contract");

const body = z.record(z.string(), z.unknown());
const schema = z.object({
  /** Whether the practice facility's profile is connected. */
  facility: z.boolean().default(false),
  given: z.array(body),
  /** Answers of the facility, which only the bridge's own tests can give. */
  attempts: z.array(body).default([]),
  request: body,
  status: z.number(),
  response: body,
});

export type Golden = z.infer<typeof schema> & { readonly name: string };

/** The bridge's examples: requests that prepare the database, a request and its response. */
export function goldens(): Golden[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ""),
      ...schema.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    }));
}

/** Times, and the engine's state, which differs where none runs beside the actions. */
const moments = new Set(["created_at", "updated_at", "next_attempt_at", "now", "today", "local_time", "next_day_at", "state"]);

/** The response without what depends on when and where it was given. */
export function withoutClock(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) => {
    if (key === "steps" && Array.isArray(member)) return member.map((step: object) => ({ ...step, at: "(by the clock)" }));
    return moments.has(key) ? "(by the clock)" : member;
  });
}
