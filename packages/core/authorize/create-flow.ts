import {
  type AuthorizationRequest,
  isRefusal,
  isSelector,
  type Parameters,
  type Refusal,
  refuse,
} from '@cardea/protocol';
import { proveEmailCode } from '../accounts/email-code.ts';
import { provePassword } from '../accounts/prove-password.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ArrivalLimiter } from '../limits/arrival-limiter.ts';
import type { AuthorizationSession } from '../ports/authorization-session.ts';
import { seconds } from '../ports/clock.ts';
import type { DeviceCode } from '../ports/device-code.ts';
import type { PushedRequest } from '../ports/pushed-request.ts';
import { type SignedIn, signedIn } from '../sessions/browser-sessions.ts';
import { watchedState } from '../sessions/session-state.ts';
import type { Upstream } from '../upstream/create-upstream.ts';
import { answerRequest } from './answer/answer-request.ts';
import { answerGuard } from './answer/entry.ts';
import { allowDevice, denyDevice } from './device/answer-device.ts';
import { deviceRequest } from './device/device-request.ts';
import { enteredDevice, shownDevice } from './device/find-device.ts';
import { enter } from './enter.ts';
import { createFactorSteps } from './factor-steps.ts';
import type { AuthorizationFlow, Browser, FlowOutcome, FlowState } from './flow.ts';
import type { FlowParts, Open } from './flow-parts.ts';
import { isOwn, ownAuthorizationRequest, returnResponse } from './own-request.ts';
import { beginRequest } from './request/begin-request.ts';
import { type AuthorizationResponse, errorResponse } from './response.ts';
import { situationOf } from './situation-of.ts';
import { nextStep, personIn, type Step, silentRefusal } from './steps/next-step.ts';
import { createUpstreamSteps } from './upstream-steps.ts';

/** Where a flow comes from, if not from the browser alone. */
interface Origin {
  readonly pushed?: PushedRequest | undefined;
  readonly device?: DeviceCode | undefined;
}

/** A browser that begins ever more loses what it began first. */
const MAX_FLOWS_PER_BROWSER = 20;

export const createAuthorizationFlow = (
  options: EngineOptions & { readonly arrivals: ArrivalLimiter; readonly upstream: Upstream },
): AuthorizationFlow => {
  const { stores, clock, endpoints, mint, issuer, people: lifetimes, digests, arrivals, upstream } = options;

  const open = async (flowId: string, browser: Browser): Promise<Open | Refusal> => {
    const flow = isSelector(flowId) ? await stores.authorizationSessions.find(flowId) : undefined;
    if (!flow || flow.expiresAt <= seconds(clock)) return refuse('flow.unknown');
    // The page is of no use in another browser: neither to who finds its address, nor to who is sent it.
    if (flow.browserHash !== digests.sha256(browser.secret)) return refuse('flow.other_browser', { flow: flowId });
    const people = await signedIn(browser.sessionHandles, options);
    const decisive = await situationOf(flow, people, options);
    return isRefusal(decisive) ? decisive : { ...decisive, flow, people, entry: { kind: 'stored' } };
  };

  const destination = ({ request }: AuthorizationSession) => ({
    redirectUri: request.redirectUri,
    mode: request.responseMode,
    state: request.state,
    issuer,
  });

  const decided = ({ situation, people }: Open): SignedIn | undefined =>
    people.find(({ session }) => session.id === personIn(situation)?.session.id);

  const stateOf = (opened: Open, step: Step): FlowState => {
    const { flow, situation, people, subject } = opened;
    return { kind: 'step', flow, client: situation.client, step, people, person: decided(opened), subject };
  };

  /** What the person sees next, or the answer where nothing is left to ask. */
  const advance = async (opened: Open, browser: Browser): Promise<FlowState | AuthorizationResponse | Refusal> => {
    const { flow, situation } = opened;
    const step = nextStep(situation);
    if (flow.request.prompts.includes('none')) {
      const refusal = silentRefusal(step);
      if (refusal) {
        // Whoever watches learns with it where a session ended elsewhere
        const answer = await giveUp(opened, refusal);
        return isRefusal(answer) ? answer : { ...answer, browserState: watchedState(opened.people, browser, digests) };
      }
    }
    if (step.kind !== 'done') return stateOf(opened, step);
    const person = decided(opened);
    if (person === undefined) return refuse('flow.unknown');
    if (isOwn(flow.request)) return (await finish(opened, person)) ?? returnResponse(flow.request);
    const agreed = {
      entry: opened.entry,
      flow,
      client: situation.client,
      person,
      scopes: step.scopes,
      caller: browser.caller,
      browserState: watchedState(opened.people, browser, digests),
    };
    return flow.deviceCodeId === undefined ? answerRequest(agreed, options) : allowDevice(agreed, options);
  };

  /** Ends a flow without anything of value for a client; a refusal where another one ended it first. */
  const finish = async ({ entry, flow }: Open, person?: SignedIn): Promise<Refusal | undefined> => {
    const about = person && { accountId: person.account.id, sid: person.session.sid };
    if (entry.kind === 'fresh' && about === undefined) return undefined;
    const held = await stores.commit({
      guard: answerGuard(entry, { flow, at: seconds(clock) }, { about }),
      changes: [],
    });
    return held ? undefined : refuse(entry.kind === 'pushed' ? 'pushed.unknown' : 'flow.unknown');
  };

  /** Ends a flow with a no. */
  const giveUp = async (opened: Open, why: Refusal): Promise<AuthorizationResponse | Refusal> => {
    const { flow } = opened;
    const refusal = await finish(opened);
    return (
      refusal ??
      (isOwn(flow.request)
        ? returnResponse(flow.request)
        : errorResponse(destination(flow), why.of({ client: flow.request.clientId })))
    );
  };

  /** Somebody is to be asked: from now on the flow has a row, and the pushed request it came by is used up. */
  const store = async (opened: Open): Promise<Open | Refusal> => {
    const { flow, entry } = opened;
    const { browserHash } = flow;
    const held = await stores.commit({
      ...(entry.kind === 'pushed' ? { guard: answerGuard(entry, { flow, at: flow.createdAt }, {}) } : {}),
      changes: [
        { kind: 'authorization_session.insert', session: flow },
        { kind: 'authorization_sessions.evict', browserHash, keep: MAX_FLOWS_PER_BROWSER },
      ],
    });
    return held ? { ...opened, entry: { kind: 'stored' } } : refuse('pushed.unknown');
  };

  /** Ends a flow because the person says no: the client, or the device, is told. */
  const deny = async (opened: Open, { caller }: Browser): Promise<FlowOutcome | Refusal> => {
    const { flow } = opened;
    const accountId = decided(opened)?.account.id;
    return outcome(
      flow.deviceCodeId === undefined
        ? await giveUp(opened, refuse('authorize.denied'))
        : await denyDevice(flow, { caller, accountId }, options),
    );
  };

  /** For pages of the issuer, who was chosen is the first of the browser's people from then on. */
  const chosenFirst = (chosen: string, people: readonly SignedIn[]): readonly string[] => [
    ...people.filter(({ session }) => session.id === chosen).map(({ handle }) => handle),
    ...people.filter(({ session }) => session.id !== chosen).map(({ handle }) => handle),
  ];

  const replace = (session: AuthorizationSession) =>
    ({ kind: 'authorization_session.replace', session, at: seconds(clock) }) as const;

  const update = async (opened: Open, changes: Partial<AuthorizationSession>): Promise<Open | Refusal> => {
    const flow = { ...opened.flow, ...changes };
    if (!(await stores.commit({ guard: replace(flow), changes: [] }))) return refuse('flow.unknown');
    const decisive = await situationOf(flow, opened.people, options);
    return isRefusal(decisive) ? decisive : { ...opened, ...decisive, flow };
  };

  const outcome = (
    next: FlowState | AuthorizationResponse | Refusal,
    sessionHandles?: readonly string[],
  ): FlowOutcome | Refusal => (isRefusal(next) ? next : { next, sessionHandles });

  const parts: FlowParts = { open, update, advance };

  const begin = async (outside: Parameters, browser: Browser): Promise<FlowOutcome | Refusal> => {
    const limited = arrivals.take(browser.caller.network, 'authorize.too_many');
    if (limited) return limited;
    const begun = await beginRequest(outside, browser.caller, options);
    if (isRefusal(begun)) return begun;
    return begun.kind === 'request' ? start(begun.request, browser, { pushed: begun.pushed }) : { next: begun };
  };

  const start = async (
    request: AuthorizationRequest,
    browser: Browser,
    { pushed, device }: Origin = {},
  ): Promise<FlowOutcome | Refusal> => {
    const now = seconds(clock);
    const flow: AuthorizationSession = {
      id: mint.mintId(clock.nowMs()),
      browserHash: digests.sha256(browser.secret),
      request,
      deviceCodeId: device?.id,
      createdAt: now,
      expiresAt: Math.min(now + lifetimes.authorizationSessionSeconds, device?.expiresAt ?? Number.POSITIVE_INFINITY),
    };
    const people = await signedIn(browser.sessionHandles, options);
    const decisive = await situationOf(flow, people, options);
    if (isRefusal(decisive)) return decisive;
    const fresh: Open = { ...decisive, flow, people, entry: pushed ? { kind: 'pushed', pushed } : { kind: 'fresh' } };
    const isAnswered = nextStep(decisive.situation).kind === 'done' || request.prompts.includes('none');
    const opened = isAnswered && device === undefined ? fresh : await store(fresh);
    return isRefusal(opened) ? opened : outcome(await advance(opened, browser));
  };

  return {
    begin,
    ...createFactorSteps(parts, options),
    ...createUpstreamSteps(parts, upstream, options),

    async beginOwn(request, browser) {
      return (
        arrivals.take(browser.caller.network, 'authorize.too_many') ?? start(ownAuthorizationRequest(request), browser)
      );
    },

    async look(flowId, browser) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const step = nextStep(opened.situation);
      return step.kind === 'done' ? advance(opened, browser) : stateOf(opened, step);
    },

    async signIn(flowId, browser, credentials) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const account = await provePassword({ ...credentials, caller: browser.caller }, options);
      if (isRefusal(account)) return account;
      return enter(opened, browser, { account, methods: ['pwd'] }, { ...parts, options });
    },

    async signInWithEmailCode(flowId, browser, typed) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const account = await proveEmailCode({ ...typed, flowId, caller: browser.caller }, options);
      if (isRefusal(account)) return account;
      return enter(opened, browser, { account, methods: ['email'] }, { ...parts, options });
    },

    async choose(flowId, browser, sessionId) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      if (!opened.people.some(({ session }) => session.id === sessionId)) return refuse('flow.unknown');
      const updated = await update(opened, {
        browserSessionId: sessionId,
        pending: undefined,
        consentedScopes: undefined,
      });
      if (isRefusal(updated)) return updated;
      const handles = isOwn(opened.flow.request) ? chosenFirst(sessionId, opened.people) : undefined;
      return outcome(await advance(updated, browser), handles);
    },

    async consent(flowId, browser, { allowed, accountId, clientVersion }) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const step = nextStep(opened.situation);
      if (step.kind !== 'consent') return refuse('flow.unknown', { step: step.kind });
      const isSomebodyElse = accountId !== undefined && decided(opened)?.account.id !== accountId;
      const isAnotherClient = clientVersion !== undefined && opened.situation.client.version !== clientVersion;
      if (isSomebodyElse || isAnotherClient) return outcome(stateOf(opened, step));
      if (allowed === 'denied') return deny(opened, browser);
      // No more than was shown
      const updated = await update(opened, { consentedScopes: step.scopes.filter((scope) => allowed.includes(scope)) });
      return isRefusal(updated) ? updated : outcome(await advance(updated, browser));
    },

    async cancel(flowId, browser) {
      const opened = await open(flowId, browser);
      return isRefusal(opened) ? opened : deny(opened, browser);
    },

    async beginDevice(userCode, browser) {
      const code = await enteredDevice(userCode, browser.caller, options);
      if (isRefusal(code)) return code;
      return start(deviceRequest(code, endpoints.deviceVerification), browser, { device: code });
    },

    deviceOf: (flow) => shownDevice(flow, options),
  };
};
