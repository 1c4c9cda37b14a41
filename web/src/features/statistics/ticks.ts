/** The steps between the lines of a chart are one of these times a power of ten. */
const steps = [1, 2, 5, 10];

const mostSteps = 5;

/** Round values from zero up to the first one that is not below `max`: the lines of a chart. */
export function ticksUpTo(max: number): number[] {
  const rough = Math.max(max, 1) / mostSteps;
  const power = Math.max(1, 10 ** Math.floor(Math.log10(rough)));
  const step = power * (steps.find((each) => each * power >= rough) ?? 1);
  return Array.from({ length: Math.ceil(Math.max(max, 1) / step) + 1 }, (_, line) => line * step);
}
