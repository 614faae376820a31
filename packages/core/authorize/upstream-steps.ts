import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { ArrivalLimiter } from '../limits/arrival-limiter.ts';
import { arrive } from '../linking/arrive.ts';
import { linkOwn } from '../linking/own-links.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import { beginAttempt, type TakenAnswer, takeAnswer } from '../upstream/attempts.ts';
import { type Upstream, upstreamOrigin } from '../upstream/create-upstream.ts';
import { enter } from './enter.ts';
import type { Browser, UpstreamOutcome, UpstreamSteps } from './flow.ts';
import type { FlowParts, Open } from './flow-parts.ts';

/** Clocks may differ by this much (design D3). */
const SKEW_SECONDS = 60;

/** What the request wants to know of when the person proved who they are. */
const freshness = ({ flow: { request } }: Open) => ({
  fresh: request.prompts.includes('login') || request.maxAgeSeconds === 0,
  maxAgeSeconds: request.maxAgeSeconds,
});

/**
 * When the person proved who they are, as far as the request may believe it; the refusal where it wants to be surer than the
 * provider makes it (OpenID Connect Core §3.1.3.7 item 13).
 */
const provenAt = (
  opened: Open,
  { attempt, provider }: TakenAnswer,
  { authTime, now }: { readonly authTime: EpochSeconds | undefined; readonly now: EpochSeconds },
): EpochSeconds | Refusal => {
  const { fresh, maxAgeSeconds } = freshness(opened);
  const stale = (): Refusal => refuse('upstream.stale', { provider: provider.id, fresh, maxAgeSeconds, authTime });
  if (fresh) return authTime !== undefined && authTime >= attempt.createdAt - SKEW_SECONDS ? now : stale();
  if (maxAgeSeconds !== undefined && (authTime === undefined || now - authTime > maxAgeSeconds)) return stale();
  return authTime ?? now;
};

export const createUpstreamSteps = (
  flowParts: FlowParts,
  upstream: Upstream,
  options: EngineOptions & { readonly arrivals: ArrivalLimiter },
): UpstreamSteps => {
  const parts = { ...flowParts, options };
  const { stores, clock } = options;

  const signIn = async (
    opened: Open,
    browser: Browser,
    taken: TakenAnswer,
  ): Promise<Awaited<ReturnType<typeof enter>>> => {
    const { provider, identity } = taken;
    if (isRefusal(identity)) return identity;
    const at = provenAt(opened, taken, { authTime: identity.authTime, now: seconds(clock) });
    if (isRefusal(at)) return at;
    const account = await arrive({ provider, identity, caller: browser.caller }, options);
    if (isRefusal(account)) return account;
    const methods: readonly AuthenticationMethod[] = identity.isTwoFactor ? ['fed', 'mfa'] : ['fed'];
    return enter(opened, browser, { account, methods, provenAt: at }, parts);
  };

  return {
    async startUpstream(flowId, browser, providerId) {
      // Each way to a provider is a row for a while
      const limited = options.arrivals.take(browser.caller.network, 'authorize.too_many');
      if (limited) return limited;
      const opened = await parts.open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const { loginHint, acrValues } = opened.flow.request;
      const passedOn = { ...freshness(opened), loginHint, acrValues };
      const beginning = { providerId, browserSecret: browser.secret, purpose: { flowId }, passedOn };
      return beginAttempt(beginning, upstream, options);
    },

    async finishUpstream({ providerId, parameters }, browser): Promise<UpstreamOutcome | Refusal> {
      const taken = await takeAnswer({ providerId, parameters, browserSecret: browser.secret }, upstream, options);
      if (isRefusal(taken)) return taken;
      const { flowId } = taken.attempt;
      const { name } = taken.provider;
      if (flowId === undefined)
        return { kind: 'link', provider: name, refusal: await linkOwn(taken, browser, options) };
      const opened = await parts.open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const outcome = await signIn(opened, browser, taken);
      return isRefusal(outcome)
        ? { kind: 'failed', flowId, provider: name, refusal: outcome }
        : { kind: 'entered', outcome };
    },

    async offeredProviders() {
      const providers = await stores.identityProviders.list();
      return providers.flatMap((provider) => {
        const leadsTo = upstreamOrigin(provider);
        return provider.enabled && leadsTo !== undefined ? [{ id: provider.id, name: provider.name, leadsTo }] : [];
      });
    },
  };
};
