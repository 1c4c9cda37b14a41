import { type RefCallback, useCallback, useState } from "react";

/** Whether the element has been within one window of the viewport. Stays true afterwards. */
export function useInView(): { readonly ref: RefCallback<Element>; readonly inView: boolean } {
  const [inView, setInView] = useState(false);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setInView((before) => before || entries.some((entry) => entry.isIntersecting)),
      { rootMargin: "100%" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, inView };
}
