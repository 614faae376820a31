/**
 * Whether a form was sent by a page of this origin, as the browser says: every browser sends `Origin` with a form, newer ones
 * `Sec-Fetch-Site` too, and no page can forge them (Fetch Standard §3.2, Fetch Metadata §2.3). Silence is a no.
 */
export const isSameOrigin = ({ headers }: Request, issuer: string): boolean => {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === null && origin === null) return false;
  return (site ?? 'same-origin') === 'same-origin' && (origin ?? new URL(issuer).origin) === new URL(issuer).origin;
};
