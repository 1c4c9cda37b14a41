// Compares two built web apps, which run already: each tab's largest contentful paint and total blocking time, in one run and
// in turn, on a processor slowed down four times.
// node web/scripts/measure-first-paint.mjs BASELINE_URL URL [rounds]
import { chromium } from "@playwright/test";

const [baseline, current, rounds = "5"] = process.argv.slice(2);
const slowdown = 4;
/** The tabs of the baseline that it shares with the current build. */
const tabs = ["single", "history", "upcoming", "statistics", "accounts"];
/** A page stays open for so long after it was loaded, so that late work counts. It may poll, so its network is never quiet. */
const settleMs = 4000;

/** Runs in the page before its own scripts. */
function observe() {
  const seen = { lcp: 0, blocked: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocked += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(settleMs);
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return seen;
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

function row(tab, before, after) {
  const cells = ["lcp", "blocked"].flatMap((name) => {
    const [old, now] = [before, after].map((visits) => median(visits.map((visit) => visit[name])));
    return [old.toFixed(0), now.toFixed(0), old === 0 ? "–" : (now / old).toFixed(2)];
  });
  return `| ${[tab, ...cells].join(" | ")} |`;
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
console.log("| tab | LCP before, ms | after | ratio | TBT before, ms | after | ratio |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const tab of tabs) {
  const visits = { [baseline]: [], [current]: [] };
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const url of [baseline, current]) visits[url].push(await visit(browser, `${url}/?tab=${tab}`));
  }
  console.log(row(tab, visits[baseline], visits[current]));
}
await browser.close();
