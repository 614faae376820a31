import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { owesEmailStep } from '../factors/email-step.ts';
import { type FactorName, factorsOf } from '../factors/registry.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { Account } from '../ports/account.ts';
import type { AuthorizationSession } from '../ports/authorization-session.ts';
import { seconds } from '../ports/clock.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import type { Decisive } from './flow-parts.ts';
import { isOwn, ownClient } from './own-request.ts';
import { mayReturnTo } from './request/client-and-redirect.ts';
import { needsTwoFactors, pendingIn, personIn, type Situation } from './steps/next-step.ts';
import { standingScopes } from './steps/standing-consent.ts';

/** Whoever owes a second factor, or the client wants to be surer of. */
const subjectOf = async (situation: Situation, { stores }: EngineOptions): Promise<Account | undefined> => {
  const pending = pendingIn(situation);
  if (pending) {
    const account = await stores.accounts.find(pending.accountId);
    return account?.passwordChangedAt === pending.passwordChangedAt ? account : undefined;
  }
  const person = personIn(situation);
  return person && needsTwoFactors(person, situation) ? person.account : undefined;
};

/** What the person has set up, or else what the operator asks for after a password. */
const asked = (
  has: readonly FactorName[],
  situation: Situation,
  { subject, options }: { readonly subject: Account; readonly options: EngineOptions },
): readonly FactorName[] => {
  const pending = pendingIn(situation);
  return has.length === 0 && pending !== undefined && owesEmailStep(subject, pending.methods, options)
    ? ['email']
    : has;
};

/** Looks up everything that decides what comes next; what has no say is not looked up. */
export const situationOf = async (
  flow: AuthorizationSession,
  people: readonly SignedIn[],
  options: EngineOptions,
): Promise<Decisive | Refusal> => {
  const { stores, clock, factors } = options;
  const client = isOwn(flow.request) ? ownClient(options.issuer) : await stores.clients.find(flow.request.clientId);
  if (!client?.enabled) return refuse('authorize.client', { client: flow.request.clientId });
  const endsHere = isOwn(flow.request) || flow.deviceCodeId !== undefined;
  // Registered when the flow began, and taken away since then (S084)
  if (!endsHere && !mayReturnTo(flow.request.redirectUri, client))
    return refuse('authorize.redirect_uri', { client: client.id, sent: flow.request.redirectUri.slice(0, 200) });
  const situation: Situation = {
    request: flow.request,
    client,
    startedAt: flow.createdAt,
    flowId: flow.id,
    now: seconds(clock),
    sessions: people.map((person) => ({ ...person, subject: subjectFor(person.account.id, client, options) })),
    chosenSessionId: flow.browserSessionId,
    pending: flow.pending,
    policy: client.factors ?? factors.policy,
    factors: [],
    declinedFactor: flow.declinedFactor ?? false,
    rememberedScopes: undefined,
    consentedScopes: flow.consentedScopes,
  };
  const person = personIn(situation);
  const [subject, consent] = await Promise.all([
    subjectOf(situation, options),
    person && stores.consents.find(person.account.id, client.id),
  ]);
  const counts = subject && (await stores.factors.count(subject.id));
  return {
    situation: {
      ...situation,
      factors: counts && subject ? asked(factorsOf(counts), situation, { subject, options }) : [],
      rememberedScopes: standingScopes(consent, client),
    },
    subject,
  };
};
