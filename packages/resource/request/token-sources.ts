import { splitAuthorization } from '@cardea/protocol';

export type TokenScheme = 'bearer' | 'dpop' | 'x-auth-token' | 'basic';

/** One way to present an access token in a header. It reads every token that was sent that way, as it was sent. */
export interface TokenSource {
  readonly name: string;
  readonly scheme: TokenScheme;
  read(headers: Headers): readonly string[];
}

/** Repeated header lines arrive joined by commas; no token holds one (RFC 6750 §2.1, RFC 9110 §5.3). */
const lines = (header: string | null): readonly string[] =>
  header === null ? [] : header.split(',').map((line) => line.trim());

/** The tokens of an Authorization header with this scheme, in any case (RFC 9110 §11.1). */
export const withScheme =
  (wanted: string) =>
  (headers: Headers): readonly string[] =>
    lines(headers.get('authorization'))
      .map(splitAuthorization)
      .filter(({ scheme }) => scheme === wanted)
      .map(({ rest }) => rest);

/** Every way that is accepted. Other schemes of the Authorization header are not ours to judge. */
export const tokenSources: readonly TokenSource[] = [
  { name: 'Authorization: Bearer', scheme: 'bearer', read: withScheme('bearer') }, // RFC 6750 §2.1
  { name: 'Authorization: DPoP', scheme: 'dpop', read: withScheme('dpop') }, // RFC 9449 §7.1
  { name: 'X-Auth-Token', scheme: 'x-auth-token', read: (headers) => lines(headers.get('x-auth-token')) },
];
