import type { Client } from '../ports/client.ts';

/**
 * Where a person is sent who wants to sign in to a client and has no request of it at hand (OpenID Connect Core §4): to its
 * `initiate_login_uri`, which learns the issuer, or else to its home page. Undefined where neither is registered.
 */
export const initiateLoginUrl = (
  { initiateLoginUri: uri, clientUri }: Pick<Client, 'initiateLoginUri' | 'clientUri'>,
  issuer: string,
): string | undefined =>
  uri === undefined ? clientUri : `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ iss: issuer })}`;
