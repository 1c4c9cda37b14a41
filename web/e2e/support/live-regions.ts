import type { Page } from "@playwright/test";

/** The texts of the page's live regions, as far as readers are told of them: of nothing else can they announce. */
export async function liveTexts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (id: string): string => {
    const node = byId.get(id);
    if (node?.role?.value === "StaticText") return String(node.name?.value ?? "");
    return (node?.childIds ?? []).map(textOf).join("");
  };
  const isLive = ({ ignored, properties = [] }: (typeof nodes)[number]) =>
    !ignored && properties.some(({ name, value }) => name === "live" && value.value !== "off");
  return nodes.filter(isLive).map(({ nodeId }) => textOf(nodeId));
}
