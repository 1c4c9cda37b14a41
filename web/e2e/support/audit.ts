import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

// Named, because axe leaves the rules of WCAG 2.2 out unless it is asked for them.
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails on anything axe finds against WCAG 2.2 AA or its own best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  expect(found).toEqual([]);
}

/** Fails when the page has to be moved sideways to be read. */
export async function expectNoOverflow(page: Page): Promise<void> {
  await expectFits(page.locator("html"));
}

/** Fails when something sticks out of it: the page does not grow by what lies over it. */
export async function expectFits(part: Locator): Promise<void> {
  const { content, room } = await part.evaluate(({ scrollWidth, clientWidth }) => ({
    content: scrollWidth,
    room: clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(room);
}
