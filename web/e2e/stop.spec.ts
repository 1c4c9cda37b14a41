import { freePort } from "../tests/support/bridge";
import { expect, test } from "./support/test";
import { Web } from "./support/web";

test("a stop ends open event streams and exits with 0", async ({ bridge }) => {
  const web = await Web.start(await freePort(), bridge.url);
  const stream = await fetch(`${web.url}/api/events`);
  expect(stream.status).toBe(200);
  const ended = stream.text().catch(() => "cut off");
  expect(await web.stop()).toBe(0);
  await ended;
});
