import { Blob } from "node:buffer";
import { vi } from "vitest";
import { TestEventSource } from "./event-source";

/** Parts of a browser that jsdom lacks: it has no layout, so everything is in view at once. */
class EverythingInView implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  readonly disconnect = () => undefined;
  readonly unobserve = () => undefined;
  readonly takeRecords = () => [];

  constructor(private readonly callback: IntersectionObserverCallback) {}

  observe(): void {
    this.callback([{ isIntersecting: true } as IntersectionObserverEntry], this);
  }
}

class NoLayout implements ResizeObserver {
  readonly observe = () => undefined;
  readonly unobserve = () => undefined;
  readonly disconnect = () => undefined;
}

vi.stubGlobal("EventSource", TestEventSource);
vi.stubGlobal("IntersectionObserver", EverythingInView);
vi.stubGlobal("ResizeObserver", NoLayout);
// Its own cannot be read as text.
vi.stubGlobal("Blob", Blob);
// A wide window with nothing else to tell.
vi.stubGlobal("matchMedia", (media: string) => ({
  media,
  matches: media.includes("min-width"),
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;
// A script clicks a link only to download its file, which jsdom takes for leaving the page.
HTMLAnchorElement.prototype.click = () => undefined;
