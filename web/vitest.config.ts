import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname, "src"),
      // The package throws wherever the bundler has not marked the importer as server code.
      "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    // A file of route tests starts a bridge of its own; the defaults are for tests without one.
    hookTimeout: 30_000,
    testTimeout: 30_000,
  },
});
