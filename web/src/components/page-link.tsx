import type { ComponentProps, MouseEvent } from "react";

interface Props extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  /** The query of this page's URL. */
  href: `?${string}`;
  /** The state of the new history entry. */
  state?: object;
}

/** Links to another state of this page without loading it. A real link, so it can be copied or opened in a new window. */
export function PageLink({ href, state, ...props }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A copy, because Next modifies the object.
    window.history.pushState({ ...state }, "", href);
  };
  return <a href={href} onClick={follow} {...props} />;
}
