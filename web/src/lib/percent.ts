/** A rate as the user's locale writes it, such as `85.7%`. */
export function percent(rate: number | null): string {
  if (rate === null) return "–";
  const options = { style: "percent", maximumFractionDigits: 1 } as const;
  return (rate / 100).toLocaleString(undefined, options);
}
