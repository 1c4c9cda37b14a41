/**
 * Translates the page as Chrome does: puts each text into two `<font>` elements in place of its node, now and
 * whenever a text comes into the page. Runs in the page, so it uses nothing from outside of it.
 */
export function translatePage(): void {
  // TypeScript knows the element of this name as deprecated.
  const name = "font" as string;
  const skipped = "script, style, textarea, title, font";
  const translate = (text: Text): void => {
    if (text.data.trim() === "" || text.parentElement?.closest(skipped) !== null) return;
    const outer = document.createElement(name);
    const inner = document.createElement(name);
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  };
  const translateAll = (root: Node): void => {
    if (root instanceof Text) translate(root);
    const texts: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
    texts.forEach(translate);
  };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") translateAll(target);
      addedNodes.forEach(translateAll);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
  translateAll(document.body);
}
