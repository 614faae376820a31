import { type AuthorizationRequest, type Refusal, refuse } from '@cardea/protocol';
import type { FactorName } from '../../factors/registry.ts';
import { isTwoFactor } from '../../issuance/acr.ts';
import type { Account } from '../../ports/account.ts';
import type { PendingSignIn } from '../../ports/authorization-session.ts';
import type { BrowserSession } from '../../ports/browser-session.ts';
import type { Client, FactorPolicy } from '../../ports/client.ts';
import type { EpochSeconds } from '../../ports/clock.ts';
import { twoFactorDemand } from './assurance.ts';

/** What the person does next. The pages show it; another front end may (design §1). */
export type Step =
  | { readonly kind: 'login'; readonly why: 'nobody' | 'fresh' | 'other_person' }
  | { readonly kind: 'select_account' }
  /** The person makes an account, or signs in with one that they have. */
  | { readonly kind: 'sign_up' }
  /** `sign_in`: after the password; `step_up`: whoever is signed in proves more (RFC 9470 §5). */
  | { readonly kind: 'second_factor'; readonly why: 'sign_in' | 'step_up'; readonly factors: readonly FactorName[] }
  /** The person has no second factor and sets one up; `optional` where the client only wished for it. */
  | { readonly kind: 'enrol_factor'; readonly optional: boolean }
  /** `fresh` scopes were not agreed to before. */
  | { readonly kind: 'consent'; readonly scopes: readonly string[]; readonly fresh: readonly string[] }
  | { readonly kind: 'done'; readonly scopes: readonly string[] };

/** Everything the decision depends on. */
export interface Situation {
  readonly request: AuthorizationRequest;
  readonly client: Client;
  /** When the request came, and the id of its flow: ids of flows and sessions sort by the millisecond they were made in. */
  readonly startedAt: EpochSeconds;
  readonly flowId: string;
  readonly now: EpochSeconds;
  /** The signed-in people of this browser, each with its live session and its subject towards the client. */
  readonly sessions: readonly {
    readonly session: BrowserSession;
    readonly account: Account;
    readonly subject: string;
  }[];
  /** The session chosen or made for this request. */
  readonly chosenSessionId: string | undefined;
  /** Who has given a password in this flow and owes a second factor. */
  readonly pending: PendingSignIn | undefined;
  /** What the client asks of people by its registration, or the server of all. */
  readonly policy: FactorPolicy;
  /** What whoever is to be sure of can prove themselves with; empty where nobody needs to know. */
  readonly factors: readonly FactorName[];
  /** Whether the person did not want to set one up. */
  readonly declinedFactor: boolean;
  /** Scopes the person agreed to earlier; undefined where they have agreed to nothing yet. */
  readonly rememberedScopes: readonly string[] | undefined;
  /** Scopes the person agreed to in this flow. */
  readonly consentedScopes: readonly string[] | undefined;
}

type Person = Situation['sessions'][number];

/** The one person the answer can be about: chosen in this flow, or the only one who is signed in. */
const personOf = ({ sessions, chosenSessionId, request }: Situation): Person | undefined => {
  const chosen = sessions.find(({ session }) => session.id === chosenSessionId);
  if (chosen) return chosen;
  const hinted = sessions.find(({ subject }) => subject === request.hintedSubject);
  if (hinted) return hinted;
  return sessions.length === 1 ? sessions[0] : undefined;
};

/** Whether the person must prove again who they are: `prompt=login`, `max_age` (OpenID Connect Core §3.1.2.1). */
const isStale = ({ session }: Person, { request, startedAt, flowId, now }: Situation): boolean => {
  // A sign-in of the same second, but before this request, does not count (S012)
  const isOlder = session.authenticatedAt < startedAt || session.id < flowId;
  if (request.prompts.includes('login') && isOlder) return true;
  const { maxAgeSeconds } = request;
  if (maxAgeSeconds === undefined) return false;
  // max_age=0 means a sign-in for this very request
  return maxAgeSeconds === 0 ? isOlder : now - session.authenticatedAt > maxAgeSeconds;
};

/** Whoever keeps no secret and has no host of its own could be any program on the device (RFC 8252 §8.6). */
const isUnproven = ({ request, client }: Situation): boolean =>
  client.authMethod === 'none' && !request.redirectUri.startsWith('https:');

const consentStep = (situation: Situation): Step => {
  const { request, client, rememberedScopes, consentedScopes } = situation;
  const { scopes } = request;
  if (consentedScopes !== undefined) {
    return { kind: 'done', scopes: scopes.filter((scope) => consentedScopes.includes(scope)) };
  }
  const fresh = scopes.filter((scope) => !rememberedScopes?.includes(scope));
  if (!request.prompts.includes('consent')) {
    if (client.consent === 'implicit') return { kind: 'done', scopes };
    // OpenID Connect Core §11: offline access is agreed to like everything else. Whoever asks for no scope is asked about too.
    const isKnown = rememberedScopes !== undefined && fresh.length === 0 && !isUnproven(situation);
    if (client.consent === 'remembered' && isKnown) return { kind: 'done', scopes };
  }
  return { kind: 'consent', scopes, fresh };
};

/** A password is worth a second factor for so long. */
const PENDING_SECONDS = 10 * 60;
/** Whoever sets up a second factor has signed in so short a while ago: a session that was left open is not enough. */
const ENROL_WITHIN_SECONDS = 10 * 60;

/** Who owes a second factor, if that is not too long ago. */
export const pendingIn = ({ pending, now }: Pick<Situation, 'pending' | 'now'>): PendingSignIn | undefined =>
  pending !== undefined && now - pending.provenAt < PENDING_SECONDS ? pending : undefined;

/** Whether factors of this person have a say in what comes next: nobody else's are looked up. */
export const needsTwoFactors = (
  { session }: Person,
  { request, policy }: Pick<Situation, 'request' | 'policy'>,
): boolean => !isTwoFactor(session.methods) && twoFactorDemand(request, policy) !== 'none';

/** What is missing from the sign-in for what the client wants to be sure of (OpenID Connect Core §5.5.1.1, RFC 9470 §5). */
const assuranceStep = (person: Person, situation: Situation): Step | undefined => {
  const { request, policy, factors, declinedFactor, now } = situation;
  if (!needsTwoFactors(person, situation)) return undefined;
  const isRequired = twoFactorDemand(request, policy) === 'required';
  // A wish is no reason to say no to who asks silently
  if (!isRequired && request.prompts.includes('none')) return undefined;
  if (factors.length > 0) return { kind: 'second_factor', why: 'step_up', factors };
  if (!isRequired && declinedFactor) return undefined;
  const isRecent = now - person.session.authenticatedAt < ENROL_WITHIN_SECONDS;
  if (isRecent) return { kind: 'enrol_factor', optional: !isRequired };
  return isRequired ? { kind: 'login', why: 'fresh' } : undefined;
};

/** What comes next, decided from nothing but the situation. */
export const nextStep = (situation: Situation): Step => {
  const { request, sessions, chosenSessionId, factors } = situation;
  if (pendingIn(situation) && factors.length > 0) return { kind: 'second_factor', why: 'sign_in', factors };
  // Initiating User Registration §4.1: asked for, whoever is signed in, until somebody is who signed in for this request
  if (request.prompts.includes('create') && chosenSessionId === undefined) return { kind: 'sign_up' };
  if (sessions.length === 0) return { kind: 'login', why: 'nobody' };
  if (request.prompts.includes('select_account') && chosenSessionId === undefined) return { kind: 'select_account' };
  const person = personOf(situation);
  if (person === undefined) return { kind: 'select_account' };
  if (request.hintedSubject !== undefined && person.subject !== request.hintedSubject)
    return { kind: 'login', why: 'other_person' };
  if (isStale(person, situation)) return { kind: 'login', why: 'fresh' };
  return assuranceStep(person, situation) ?? consentStep(situation);
};

/** Who the answer is about once `nextStep` is past the login. */
export const personIn = personOf;

/** What `prompt=none` answers where a step is needed (OpenID Connect Core §3.1.2.6). */
export const silentRefusal = (step: Step): Refusal | undefined => {
  switch (step.kind) {
    case 'login':
      return refuse('authorize.login_required', { why: step.why });
    case 'sign_up':
      return refuse('authorize.login_required', { why: 'create' });
    case 'second_factor':
    case 'enrol_factor':
      return refuse('authorize.login_required', { why: step.kind });
    case 'select_account':
      return refuse('authorize.account_selection_required');
    case 'consent':
      return refuse('authorize.consent_required', { fresh: step.fresh });
    case 'done':
      return undefined;
  }
};
