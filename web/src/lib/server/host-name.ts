/**
 * The name in a `Host` header or a setting, in lower case and without a port; undefined for what is
 * no name or address. An IPv6 address stands in brackets.
 */
export function hostName(text: string): string | undefined {
  return /^([\w.-]+|\[[\da-f:.]+\])(?::\d*)?$/.exec(text.trim().toLowerCase())?.[1];
}
