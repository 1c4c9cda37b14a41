import { defineConfig, devices } from "@playwright/test";

export const browser = {
  // Debian's own browser: none is downloaded.
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Root in a container has no user namespace to put a sandbox in.
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
};

export default defineConfig({
  testDir: "e2e",
  // Two servers a worker; a machine has few cores to share among them.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Only so that a hang ends: a machine may be busy with other things, and no test is about speed.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: browser,
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    // An element that is still fading in has not got its colours yet.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
  },
});
