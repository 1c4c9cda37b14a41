import { expect, test } from "./support/test";

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const headers = { host: "rebound.example" };

/** Headers that tell what the server is made of, or let other sites in. */
const unwanted = /^(server|x-powered-by|access-control-.*|set-cookie)$/;

test("every answer keeps other sites out, and no store keeps the API's", async ({ request }) => {
  const page = await request.get("/");
  const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0] ?? "";
  const pages = [page, await request.get("/nothing"), await request.get(script), await request.get("/icon.svg")];
  const api = [
    await request.get("/", { headers }),
    await request.get("/api/bookings"),
    await request.get("/api/bookings", { headers }),
    await request.post("/api/accounts", { data: {} }),
    await request.get("/api/nothing"),
    await request.patch("/api/bookings"),
  ];
  const all = [...pages, ...api, await request.fetch("/api/bookings", { method: "OPTIONS" })];
  const statuses = all.map((answer) => answer.status());
  expect(statuses).toEqual([200, 404, 200, 200, 403, 200, 403, 400, 404, 405, 204]);
  for (const answer of all) {
    expect(answer.headers(), answer.url()).toMatchObject(everywhere);
    expect(Object.keys(answer.headers()).filter((name) => unwanted.test(name))).toEqual([]);
  }
  for (const answer of api) {
    expect(answer.headers()["cache-control"], answer.url()).toContain("no-store");
    expect(answer.headers()["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  }
});

test("a page runs only its own scripts, and each view has a nonce of its own", async ({ request }) => {
  const nonces = new Set<string | undefined>();
  for (const path of ["/", "/", "/nothing"]) {
    const { "content-security-policy": policy = "", "cache-control": cache } = (await request.get(path)).headers();
    nonces.add(/script-src 'nonce-([^']{32,})' 'strict-dynamic';/.exec(policy)?.[1]);
    for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy.split("; ")).toContain(rule);
    }
    expect(policy).not.toContain("unsafe-eval");
    expect(cache).toContain("no-store");
  }
  expect(nonces.size).toBe(3);
  expect(nonces).not.toContain(undefined);
});
