import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { followTranslatedText } from "@/lib/translated-text";
import { translatePage } from "../support/translate";

followTranslatedText();

interface Props {
  count: number;
  busy?: boolean;
  tail?: boolean;
}

/** Texts beside nodes that come and go, and texts that change. */
function Part({ count, busy = false, tail = true }: Props) {
  return (
    <p data-testid="part">
      {busy && <b>Wait: </b>}
      Page {count}
      {tail && " of many"}
      {busy ? "!" : <i> or so</i>}
    </p>
  );
}

const shown = () => screen.getByTestId("part").textContent;
/** Lets the translation follow. */
const settle = () => act(async () => Promise.resolve());

test("a translated page shows what React renders: texts that change, come, go and move", async () => {
  const { rerender, unmount } = render(<Part count={1} />);
  translatePage();
  expect(screen.getByTestId("part").querySelectorAll("font > font")).toHaveLength(4);
  const states: readonly [Props, string][] = [
    [{ count: 2 }, "Page 2 of many or so"],
    [{ count: 2, busy: true }, "Wait: Page 2 of many!"],
    [{ count: 3, busy: true, tail: false }, "Wait: Page 3!"],
    [{ count: 4 }, "Page 4 of many or so"],
  ];
  for (const [props, text] of states) {
    rerender(<Part {...props} />);
    expect(shown()).toBe(text);
    await settle();
    expect(shown()).toBe(text);
    expect(screen.getByTestId("part").innerHTML).toContain("<font>");
  }
  unmount();
  expect(document.body.textContent).toBe("");
});

test("React moves translated texts along with the list", async () => {
  const List = ({ names }: { names: readonly string[] }) => <p data-testid="part">{names.map((name) => <Text key={name} name={name} />)}</p>;
  const Text = ({ name }: { name: string }) => name;
  const { rerender } = render(<List names={["a", "b", "c"]} />);
  translatePage();
  await settle();
  rerender(<List names={["c", "a", "d"]} />);
  await settle();
  expect(shown()).toBe("cad");
});
