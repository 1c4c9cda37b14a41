import type { ComponentProps, MouseEvent } from "react";

interface Props extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  /** The page's address from its question mark on. */
  href: `?${string}`;
  /** What the browser's history keeps with that address. */
  state?: object;
}

/**
 * Leads to another state of this page, which keeps all its states in its address and loads nothing to
 * show them. As a real link it can also be copied or opened in a new window.
 */
export function PageLink({ href, state, ...props }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A copy, as Next writes into what it is given.
    window.history.pushState({ ...state }, "", href);
  };
  return <a href={href} onClick={follow} {...props} />;
}
