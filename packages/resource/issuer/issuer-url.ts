const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a URL is one to send credentials to or take keys from: https, or http on loopback, or http where the operator
 * said so for a network of their own (RFC 8414 §2, RFC 9700 §2.6).
 */
export const isTrustworthy = (text: unknown, allowHttp: boolean): text is string => {
  if (typeof text !== 'string' || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowHttp || LOOPBACK.test(url.hostname)));
};

/** Where the metadata of an issuer may lie: inserted (RFC 8414 §3.1), then appended (OpenID Connect Discovery §4). */
export const metadataUrls = (issuer: string): readonly string[] => {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
};
