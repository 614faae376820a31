import { splitAuthorization } from '@cardea/protocol';

/** One way to present an access token in a header. It reads every token that was sent that way, as it was sent. */
export interface TokenSource {
  readonly name: string;
  read(headers: Headers): readonly string[];
}

/** Repeated header lines arrive joined by commas; no token holds one (RFC 6750 §2.1, RFC 9110 §5.3). */
const lines = (header: string | null): readonly string[] =>
  header === null ? [] : header.split(',').map((line) => line.trim());

/** Every way that is accepted. Other schemes of the Authorization header are not ours to judge. */
export const tokenSources: readonly TokenSource[] = [
  {
    name: 'Authorization: Bearer', // RFC 6750 §2.1; the scheme in any case, RFC 9110 §11.1
    read: (headers) =>
      lines(headers.get('authorization'))
        .map(splitAuthorization)
        .filter(({ scheme }) => scheme === 'bearer')
        .map(({ rest }) => rest),
  },
  { name: 'X-Auth-Token', read: (headers) => lines(headers.get('x-auth-token')) },
];
