import type { AuthorizationRequest } from '@cardea/protocol';
import type { Account } from '../../ports/account.ts';
import type { BrowserSession } from '../../ports/browser-session.ts';
import type { Client } from '../../ports/client.ts';
import type { Situation } from './next-step.ts';

export const NOW = 1_800_000_000;
export const CALLBACK = 'https://client.example/callback';
const DAY_SECONDS = 86_400;

const request: AuthorizationRequest = {
  clientId: 'client',
  redirectUri: CALLBACK,
  redirectUriSent: true,
  responseType: 'code',
  responseMode: 'query',
  scopes: ['openid', 'profile'],
  resources: [],
  prompts: [],
  acrValues: [],
  uiLocales: [],
};

const client: Client = {
  id: 'client',
  name: 'A client',
  version: 1,
  enabled: true,
  authMethod: 'client_secret_basic',
  secrets: [],
  grantTypes: ['authorization_code'],
  scopes: ['openid', 'profile', 'email'],
  resources: [],
  redirectUris: [CALLBACK],
  applicationType: 'web',
  requirePkce: true,
  consent: 'remembered',
  responseTypes: ['code'],
  requirePushedRequests: false,
  requireSignedRequestObject: false,
  requestUris: [],
  postLogoutRedirectUris: [],
  subjectType: 'public',
  createdAt: NOW,
  updatedAt: NOW,
  provenance: 'operator',
};

/** An id of this moment, or of just before or after it: ids are compared by their text. */
export const idAt = (at: number, place: 'before' | 'after' = 'before'): string =>
  `${at}${place === 'before' ? 'A' : 'z'}`.padEnd(22, '0');

/** A person who signed in `secondsAgo`; in the same second as a request that came then, before it. */
export const signedIn = (secondsAgo = 60, name = 'alice'): Situation['sessions'][number] => {
  const at = NOW - secondsAgo;
  const account: Account = {
    id: `u_${name}`,
    version: 1,
    state: 'active',
    username: name,
    usernameKey: name,
    emailVerified: false,
    profile: {},
    createdAt: NOW,
    updatedAt: NOW,
  };
  const session: BrowserSession = {
    id: idAt(at) + name,
    verifierHash: '',
    accountId: account.id,
    authenticatedAt: at,
    methods: ['pwd'],
    sid: name,
    address: '192.0.2.1',
    userAgent: 'A browser',
    createdAt: at,
    lastSeenAt: at,
    expiresAt: at + DAY_SECONDS,
    endsAt: at + DAY_SECONDS,
  };
  return { account, session, subject: account.id };
};

export interface Given extends Partial<Omit<Situation, 'request' | 'client'>> {
  readonly request?: Partial<AuthorizationRequest>;
  readonly client?: Partial<Client>;
}

/** One person who signed in a minute ago, and agreed before to all that is asked for. */
export const situation = (given: Given = {}): Situation => ({
  startedAt: NOW,
  flowId: idAt(NOW, 'after'),
  now: NOW,
  sessions: [signedIn()],
  chosenSessionId: undefined,
  pending: undefined,
  policy: 'one_factor',
  factors: [],
  declinedFactor: false,
  rememberedScopes: ['openid', 'profile'],
  consentedScopes: undefined,
  ...given,
  request: { ...request, ...given.request },
  client: { ...client, ...given.client },
});
