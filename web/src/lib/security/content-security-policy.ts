/** The policy of API responses, which a browser may show as a page: nothing is allowed. */
export const apiContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * The page's policy. Scripts and style elements need this request's nonce, and a script with the nonce may
 * load further ones (`strict-dynamic`). Style attributes are allowed because popovers and charts set them, and
 * an attribute can neither load nor run anything under this policy.
 */
export function pageContentSecurityPolicy(nonce: string, development: boolean): string {
  const directives = [
    "default-src 'self'",
    // React's development build rebuilds server stack traces with eval.
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
