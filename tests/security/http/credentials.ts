import type { AddedClient } from '../../harness/registrations.ts';

/** The Authorization header of a client (RFC 6749 §2.3.1). */
export const basic = ({ clientId, clientSecret }: AddedClient): string =>
  `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`;

/** A form body out of pairs, names repeated as they come. */
export const form = (...pairs: readonly (readonly [string, string])[]): string =>
  pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
