import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Combobox } from "@/components/ui/combobox";

const options = Array.from({ length: 1_000 }, (_, at) => ({ value: at + 1, name: `account${at + 1}` }));

function Chooser() {
  const [value, setValue] = useState<number | null>(null);
  return (
    <Combobox aria-label="Account" options={options} value={value} placeholder="None" onChange={setValue} />
  );
}

const field = () => screen.getByRole("combobox", { name: "Account" });
const list = () => within(screen.getByRole("listbox", { name: "Account" }));

test("typing finds one of a thousand, and Enter chooses it", async () => {
  const user = userEvent.setup();
  render(<Chooser />);
  await user.click(field());
  expect(list().getAllByRole("option")).toHaveLength(50);
  expect(screen.getByText("950 more. Type a part of the name.")).toBeVisible();
  await user.type(field(), "T77");
  expect(list().getAllByRole("option").map(({ textContent }) => textContent)).toContain("account770");
  expect(screen.getByRole("status")).toHaveTextContent("11 matches");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(field()).toHaveValue("account770");
  expect(field()).toHaveAttribute("aria-expanded", "false");
});

test("Escape and leaving the field keep the choice", async () => {
  const user = userEvent.setup();
  render(<Chooser />);
  await user.tab();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(field()).toHaveValue("account1");
  await user.keyboard("{ArrowDown}x{Escape}");
  expect(field()).toHaveValue("account1");
  await user.keyboard("{ArrowDown}account9");
  await user.tab();
  expect(field()).toHaveValue("account1");
  expect(field()).toHaveAttribute("aria-expanded", "false");
});
