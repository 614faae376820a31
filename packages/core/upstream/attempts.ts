import { isRefusal, type Parameters, parseHandle, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { UpstreamAttempt } from '../ports/upstream-attempt.ts';
import { parseUpstreamAnswer, type UpstreamAnswer } from './answer/upstream-answer.ts';
import type { Upstream } from './create-upstream.ts';
import type { UpstreamIdentity } from './identity/upstream-identity.ts';
import type { PassedOn } from './request/authorization-url.ts';

export type AttemptDependencies = Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'digests'>;

/** How long somebody may take at a provider. */
const ATTEMPT_SECONDS = 15 * 60;

interface Beginning {
  readonly providerId: string;
  readonly browserSecret: string;
  /** What it is for: a sign-in for a request, or a link made in a session. */
  readonly purpose: Pick<UpstreamAttempt, 'flowId' | 'sessionId'>;
  readonly passedOn: PassedOn;
}

/** What came of an answer that belongs to an attempt of this browser. */
export interface TakenAnswer {
  readonly attempt: UpstreamAttempt;
  readonly provider: IdentityProvider;
  readonly identity: UpstreamIdentity | Refusal;
}

/** Sends a browser to a provider: the URL, whose `state` is worth something in this browser alone, once (RFC 9700 §4.7). */
export const beginAttempt = async (
  { providerId, browserSecret, purpose, passedOn }: Beginning,
  upstream: Upstream,
  { stores, clock, mint, digests }: AttemptDependencies,
): Promise<string | Refusal> => {
  const provider = await stores.identityProviders.find(providerId);
  if (!provider?.enabled) return refuse('upstream.provider', { provider: providerId.slice(0, 64) });
  const { text, id, verifierHash } = mint.mint('upstream_state', clock.nowMs());
  const url = await upstream.leave({ provider, state: text, browserSecret }, passedOn);
  if (isRefusal(url)) return url;
  const createdAt = seconds(clock);
  const attempt: UpstreamAttempt = {
    ...purpose,
    id,
    verifierHash,
    browserHash: digests.sha256(browserSecret),
    providerId: provider.id,
    createdAt,
    expiresAt: createdAt + ATTEMPT_SECONDS,
  };
  await stores.commit({ changes: [{ kind: 'upstream_attempt.insert', attempt }] });
  return url;
};

/** The attempt that a `state` stands for, where it is this provider's and this browser's. Nothing is spent yet. */
const findAttempt = async (
  state: string | undefined,
  { providerId, browserSecret }: Pick<Returning, 'providerId' | 'browserSecret'>,
  { stores, clock, mint, digests }: AttemptDependencies,
): Promise<UpstreamAttempt | Refusal> => {
  const parts = state === undefined ? undefined : parseHandle('upstream_state', state);
  const attempt = parts && (await stores.upstreamAttempts.find(parts.selector));
  if (!parts || !attempt || !mint.verify(parts.verifier, attempt.verifierHash)) return refuse('upstream.attempt');
  if (attempt.browserHash !== digests.sha256(browserSecret)) return refuse('upstream.other_browser');
  // Each provider has a redirect URI of its own: the answer of another one comes to the wrong place (RFC 9700 §4.4.2.2)
  if (attempt.providerId !== providerId || attempt.expiresAt <= seconds(clock))
    return refuse('upstream.attempt', { provider: attempt.providerId });
  return attempt;
};

export interface Returning {
  /** Whose redirect URI the answer came to. */
  readonly providerId: string;
  readonly parameters: Parameters;
  readonly browserSecret: string;
}

const told = ({ error }: Extract<UpstreamAnswer, { kind: 'error' }>, { id }: IdentityProvider): Refusal =>
  refuse(error === 'access_denied' ? 'upstream.denied' : 'upstream.failed', { provider: id, error });

/**
 * Takes the answer of a provider. What can be told without spending anything is told first (design D9); then the attempt is
 * spent by one conditional write, and what the answer says is asked for.
 */
export const takeAnswer = async (
  { providerId, parameters, browserSecret }: Returning,
  upstream: Upstream,
  options: AttemptDependencies,
): Promise<TakenAnswer | Refusal> => {
  const { stores, clock } = options;
  const state = parameters.get('state');
  const attempt = await findAttempt(state, { providerId, browserSecret }, options);
  if (isRefusal(attempt)) return attempt;
  const provider = await stores.identityProviders.find(providerId);
  if (!provider || state === undefined) return refuse('upstream.attempt');

  const identify = async (): Promise<UpstreamIdentity | Refusal> => {
    if (!provider.enabled) return refuse('upstream.provider', { provider: provider.id });
    const answer = parseUpstreamAnswer(parameters);
    if (isRefusal(answer)) return answer;
    const refused = await upstream.refused(provider, answer);
    if (refused) return refused;
    const { id, browserHash } = attempt;
    const spent = await stores.commit({
      guard: { kind: 'upstream_attempt.finish', id, browserHash, at: seconds(clock) },
      changes: [],
    });
    if (!spent) return refuse('upstream.attempt', { provider: provider.id });
    if (answer.kind === 'error') return told(answer, provider);
    return upstream.identify({ provider, state, browserSecret }, answer.code);
  };
  return { attempt, provider, identity: await identify() };
};
