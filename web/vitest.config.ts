import path from "node:path";
import { defineConfig } from "vitest/config";

const inPackage = (file: string) => path.resolve(import.meta.dirname, file);

export default defineConfig({
  resolve: {
    alias: {
      "@": inPackage("src"),
      // The package throws unless the bundler marks the importer as server code.
      "server-only": inPackage("node_modules/server-only/empty.js"),
    },
  },
  test: {
    // jsdom cannot run the theme's script, and no test needs it.
    onConsoleLog: (log) => !log.includes("Encountered a script tag"),
    // One for each core: the default leaves one free, which on two cores is half.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
          // The route tests start a bridge, for which the default is too short.
          hookTimeout: 30_000,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "components",
          include: ["tests/components/*.test.tsx"],
          environment: "jsdom",
          environmentOptions: { jsdom: { url: "http://localhost:3000/" } },
          setupFiles: ["tests/components/support/setup.ts"],
          // Only so that a hang ends: no test is about speed.
          hookTimeout: 30_000,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
