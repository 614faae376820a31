import type { Digests } from '../ports/crypto.ts';
import type { SignedIn } from './browser-sessions.ts';

/**
 * What clients may watch of who is signed in on a browser (OpenID Connect Session Management §3.3): another value with every
 * session that begins, is renewed or ends on it. It says nothing else, and nothing follows from it.
 */
export const browserState = (
  { secret, sessionHandles }: { readonly secret: string; readonly sessionHandles: readonly string[] },
  digests: Pick<Digests, 'derive'>,
): string => digests.derive('browser_state', [secret, ...sessionHandles].join(' '));

/** The same of the people who are signed in on a browser. */
export const watchedState = (
  people: readonly Pick<SignedIn, 'handle'>[],
  { secret }: { readonly secret: string },
  digests: Pick<Digests, 'derive'>,
): string => browserState({ secret, sessionHandles: people.map(({ handle }) => handle) }, digests);

interface Watched {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly browserState: string;
  readonly salt: string;
}

/** The origin that asks the iframe later; an app on a device has none. */
const originOf = (redirectUri: string): string | undefined => {
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
};

/**
 * `session_state` of an answer (§2): the state of the browser, for one client on one origin, and salted so that two clients
 * cannot tell that they talk of the same browser. The page of `check_session_iframe` computes the same.
 */
export const sessionState = (
  { clientId, redirectUri, browserState, salt }: Watched,
  digests: Pick<Digests, 'sha256'>,
): string | undefined => {
  const origin = originOf(redirectUri);
  return origin && `${digests.sha256([clientId, origin, browserState, salt].join(' '))}.${salt}`;
};
