/** Where a key leads along a row that has no ends; nothing for keys that move nothing. */
export function tabAfterKey(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return (from - 1 + count) % count;
    case "ArrowRight":
      return (from + 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
