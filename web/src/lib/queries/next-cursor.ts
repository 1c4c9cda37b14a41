/** Where the next page begins, or nothing on the last one. */
export function nextCursor(answer: { readonly next_cursor: string | null }): string | null {
  return answer.next_cursor;
}
