import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { backend, resetBackend } from "./backend";
import { server } from "./routes";
import { TestEventSource } from "./event-source";
import "./missing-in-jsdom";

vi.mock("next/navigation", () => import("./navigation"));
// The app router's own, which Next's compiler puts in the place of the other one.
vi.mock("next/dynamic", async () => ({ default: (await import("next/dist/shared/lib/app-dynamic")).default }));

configure({ asyncUtilTimeout: 10_000 });

server.events.on("request:start", ({ request }) => {
  backend.requests.push(`${request.method} ${new URL(request.url).pathname}`);
});

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  resetBackend();
  server.resetHandlers();
  TestEventSource.opened.length = 0;
  vi.restoreAllMocks();
  localStorage.clear();
  sessionStorage.clear();
  // The next test loads the page anew: no choice, draft or message is left in a module.
  vi.resetModules();
});
afterAll(() => server.close());
