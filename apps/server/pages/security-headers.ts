export interface PagePolicy {
  /** Where the answer to a form of this page may lead, beside this server. */
  readonly leadsTo?: string | readonly string[] | undefined;
  /** Lets the one script with this nonce run. */
  readonly nonce?: string | undefined;
  /** Origins that the page may frame. */
  readonly frames?: readonly string[] | undefined;
  /** Whether the page may keep no tie to the window that opened it. Pages of a flow must: applications open them in a popup. */
  readonly alone?: boolean | undefined;
}

/**
 * Sources for `form-action`. Browsers hold every redirect after a form against it, also those of the application's own after
 * ours, and those may lead to any of its hosts: hence all of https, and letter by letter what is not https.
 */
const formAction = (leadsTo: string | readonly string[] | undefined): string => {
  const targets = [leadsTo ?? []].flat();
  if (targets.length === 0) return "'self'";
  const named = targets.map((target) => {
    const { protocol, origin } = new URL(target);
    return protocol === 'http:' ? origin : protocol;
  });
  return ["'self'", ...new Set(['https:', ...named])].join(' ');
};

/** What a browser is told about a page: nothing of others, in no frame, kept by no cache (RFC 9700 §4.12, §4.16). */
export const securityHeaders = ({
  leadsTo,
  nonce,
  frames = [],
  alone,
}: PagePolicy): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    ...(frames.length === 0 ? [] : [`frame-src ${frames.join(' ')}`]),
    `form-action ${formAction(leadsTo)}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  ...(alone === true ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
});
