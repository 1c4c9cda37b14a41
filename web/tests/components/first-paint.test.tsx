import { render, screen } from "@testing-library/react";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { expect, onTestFinished, test } from "vitest";
import { ListState } from "@/components/list-state";

const query = { error: null, errorUpdateCount: 0, failureCount: 0, isFetching: false, refetch: () => Promise.resolve() };

let arrive: (data: readonly string[]) => void;

function List() {
  const [data, setData] = useState<readonly string[]>();
  useEffect(() => {
    arrive = setData;
  }, []);
  return (
    <ListState query={{ ...query, data }} name="bookings" isEmpty={() => false} empty={null}>
      {(names) => names.map((name) => <p key={name}>{name}</p>)}
    </ListState>
  );
}

test("a list's first rows leave the browser time to paint and answer; what changes in them later shows at once", async () => {
  render(<List />);
  Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", false);
  onTestFinished(() => void Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", true));
  flushSync(() => arrive(["one"]));
  expect(screen.getByText("Loading bookings")).toBeInTheDocument();
  expect(await screen.findByText("one")).toBeVisible();
  flushSync(() => arrive(["two"]));
  expect(screen.getByText("two")).toBeVisible();
});
