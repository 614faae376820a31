import { formatHandle, type Handle } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';
import type { Companions } from './plan.ts';
import { refreshTokenEvictions } from './token-limits.ts';

type Dependencies = Pick<EngineOptions, 'clock' | 'mint' | 'digests' | 'people' | 'tokenLimits'> & {
  readonly jkt?: string | undefined;
};
type RefreshToken = NonNullable<Companions['refreshToken']>;

/** With `openid` only for who may act while the person is away (OpenID Connect Core §11); else for each client with the grant. */
export const mayRefresh = ({ scopes }: Pick<Authorization, 'scopes'>, client: Client): boolean =>
  client.grantTypes.includes('refresh_token') && (!scopes.includes('openid') || scopes.includes('offline_access'));

export const idleEnd = (authorization: Authorization, client: Client, { clock, people }: Dependencies): number =>
  Math.min(seconds(clock) + (client.refreshIdleSeconds ?? people.refreshIdleSeconds), authorization.endsAt);

/** The first refresh token of an authorization, and the change that makes it the usable one. */
export const firstRefreshToken = (
  authorization: Authorization,
  client: Client,
  dependencies: Dependencies,
): { readonly token: RefreshToken; readonly changes: readonly Change[] } | undefined => {
  if (!mayRefresh(authorization, client)) return undefined;
  const { clock, mint } = dependencies;
  const at = seconds(clock);
  // RFC 9449 §5: who has no other proof of who it is
  const jkt = client.authMethod === 'none' ? dependencies.jkt : undefined;
  const { text, verifierHash } = mint.mint('refresh_token', clock.nowMs(), authorization.id);
  const expiresAt = idleEnd(authorization, client, dependencies);
  return {
    token: { text, expiresInSeconds: authorization.endsAt - at },
    changes: [
      { kind: 'refresh.start', authorizationId: authorization.id, currentHash: verifierHash, at, expiresAt, jkt },
      ...refreshTokenEvictions(authorization, client, dependencies),
    ],
  };
};

/** What takes the place of a refresh token: derived from it, so that nothing secret is kept to give it out again (design D2). */
export const successorOf = (
  authorizationId: string,
  verifier: string,
  { digests }: Pick<EngineOptions, 'digests'>,
): { readonly text: Handle<'refresh_token'>; readonly verifier: string; readonly hash: string } => {
  const next = digests.derive('refresh', verifier);
  return {
    text: formatHandle('refresh_token', { selector: authorizationId, verifier: next }),
    verifier: next,
    hash: digests.sha256(next),
  };
};

/** Longer chains are not followed: that many rotations ago is nobody's retry. */
const MAX_STEPS = 2_000;

/** Whether a verifier is one that led to the usable one: then somebody kept a copy of an old token. */
export const isAncestor = (
  verifier: string,
  { currentHash, generation }: { readonly currentHash: string; readonly generation: number },
  { digests }: Pick<EngineOptions, 'digests'>,
): boolean => {
  let step = verifier;
  for (let count = 0; count < Math.min(generation, MAX_STEPS); count++) {
    step = digests.derive('refresh', step);
    if (digests.sha256(step) === currentHash) return true;
  }
  return false;
};
