/**
 * Keeps React working in a page that the browser translates. Chrome and Edge replace each text node by a `<font>`
 * with the translation, but React keeps its references to the replaced nodes: removing one throws, inserting
 * before one throws, and changing its text changes nothing on screen. (https://github.com/facebook/react/issues/11538)
 */
export function followTranslatedText(): void {
  const replacements = new WeakMap<Node, Element>();
  const observer = new MutationObserver((records) => remember(records, replacements));
  observer.observe(document, { childList: true, subtree: true });

  /** The element on screen in place of a text node; undefined if the node itself is there. */
  const replacementOf = (node: Node | null): Element | undefined => {
    if (!(node instanceof Text) || node.parentNode !== null) return undefined;
    // The observer may not have been called yet.
    remember(observer.takeRecords(), replacements);
    const replacement = replacements.get(node);
    return replacement?.isConnected === true ? replacement : undefined;
  };
  guardMoves(replacementOf);
  guardTextChanges(replacementOf);
}

/** Finds the text nodes that an element has replaced since. */
function remember(records: readonly MutationRecord[], replacements: WeakMap<Node, Element>): void {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    const texts = [...removedNodes].filter((node) => node instanceof Text);
    if (texts.length === 0) continue;
    const replacement = [...addedNodes, nextSibling, previousSibling].find(isTranslation);
    if (replacement) for (const text of texts) replacements.set(text, replacement);
  }
}

function isTranslation(node: Node | null): node is Element {
  return node instanceof Element && node.localName === "font";
}

type ReplacementOf = (node: Node | null) => Element | undefined;

/** Lets React insert, move and remove what it takes for its own text nodes. */
function guardMoves(replacementOf: ReplacementOf): void {
  /* eslint-disable @typescript-eslint/unbound-method -- They are called with the node below. */
  const { insertBefore, appendChild, removeChild } = Node.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  Node.prototype.insertBefore = function <Child extends Node>(this: Node, child: Child, before: Node | null) {
    replacementOf(child)?.remove();
    const place = replacementOf(before) ?? before;
    return insertBefore.call(this, child, place) as Child;
  };
  Node.prototype.appendChild = function <Child extends Node>(this: Node, child: Child) {
    replacementOf(child)?.remove();
    return appendChild.call(this, child) as Child;
  };
  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child) {
    const replacement = replacementOf(child);
    if (!replacement) return removeChild.call(this, child) as Child;
    replacement.remove();
    return child;
  };
}

/** Brings a changed text back into the page, where the browser translates it again. */
function guardTextChanges(replacementOf: ReplacementOf): void {
  const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  Object.defineProperty(Node.prototype, "nodeValue", {
    ...nodeValue,
    set(this: Node, text: string | null) {
      replacementOf(this)?.replaceWith(this);
      nodeValue?.set?.call(this, text);
    },
  });
}
