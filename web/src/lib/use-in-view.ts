import { type RefCallback, useCallback, useState } from "react";

/** Whether the element has come into view, or within a window of it; what was seen stays seen. */
export function useInView(): { readonly ref: RefCallback<Element>; readonly seen: boolean } {
  const [seen, setSeen] = useState(false);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setSeen((before) => before || entries.some((entry) => entry.isIntersecting)),
      { rootMargin: "100%" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, seen };
}
