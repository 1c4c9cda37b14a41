import type { Locator } from "@playwright/test";

/** The contrast of a colour of an element with a background, from 1 to 21 as WCAG counts. */
export async function contrast(part: Locator, property: string, background: Locator): Promise<number> {
  const [one, other] = await Promise.all([
    luminance(part, property),
    luminance(background, "background-color"),
  ]);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Colours are painted to be measured: the page gives them in spaces of many kinds. */
function luminance(part: Locator, property: string): Promise<number> {
  return part.evaluate((element, name) => {
    const paper = new OffscreenCanvas(1, 1).getContext("2d");
    if (!paper) throw new Error("There is nothing to paint on.");
    paper.fillStyle = getComputedStyle(element).getPropertyValue(name);
    paper.fillRect(0, 0, 1, 1);
    const linear = (value = 0) =>
      value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }, property);
}
