import type { SentProof } from '@cardea/core';

/** The DPoP header of a request to one of our endpoints (RFC 9449 §4.1); `url` is how clients know the endpoint (design D13). */
export const sentProof = ({ headers, method }: Request, url: string): SentProof | undefined => {
  const header = headers.get('dpop');
  return header === null ? undefined : { header, method, url };
};
