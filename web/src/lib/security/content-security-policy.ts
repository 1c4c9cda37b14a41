/** What an answer of the API may do when a browser shows it as a page: nothing. */
export const apiContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * The page's policy. Scripts and style elements run only with this request's nonce; what a trusted
 * script loads is trusted too (`strict-dynamic`). Style attributes stay allowed because positioned
 * popovers and charts set them, and an attribute cannot load or run anything under this policy.
 */
export function pageContentSecurityPolicy(nonce: string, development: boolean): string {
  const directives = [
    "default-src 'self'",
    // React rebuilds server stack traces with eval while developing, never in production.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
