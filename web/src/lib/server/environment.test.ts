import { beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

/** The settings of a process that is started with this list of hosts. */
async function hostsOf(list: string): Promise<string[]> {
  vi.stubEnv("WEB_ALLOWED_HOSTS", list);
  const { environment } = await import("./environment");
  return [...environment().hosts];
}

describe("WEB_ALLOWED_HOSTS", () => {
  const own = ["localhost", "127.0.0.1", "[::1]"];

  test("adds names to the loopback's own", async () => {
    expect(await hostsOf("booking.example, Desk.Example:8080")).toEqual([
      ...own,
      "booking.example",
      "desk.example",
    ]);
  });

  test("counts as absent when it is empty", async () => {
    expect(await hostsOf("")).toEqual(own);
  });

  test.each(["*", "http://booking.example", "a,,b", "booking.example/", "me@a", "::1"])(
    "%j stops the server with a sentence that says what to write",
    async (list) => {
      await expect(hostsOf(list)).rejects.toThrow(/Use a host name[^]*WEB_ALLOWED_HOSTS/);
    },
  );
});
