import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { CODE_TTL_SECONDS } from '../issuance/code-times.ts';
import { mayRefresh } from '../issuance/refresh-token.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { AuthorizationCode } from '../ports/authorization-code.ts';
import type { AuthorizationSession } from '../ports/authorization-session.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import { type AuthorizationResponse, successResponse } from './response.ts';

interface Agreed {
  readonly flow: AuthorizationSession;
  readonly client: Client;
  readonly person: SignedIn;
  readonly scopes: readonly string[];
  readonly caller: Caller;
}

/** Agreement is remembered unless the client asks every time. */
const rememberConsent = (
  { flow, client, person, scopes }: Agreed,
  remembered: readonly string[],
  now: number,
): readonly Change[] =>
  flow.consentedScopes === undefined || client.consent === 'explicit'
    ? []
    : [
        {
          kind: 'consent.put',
          consent: {
            accountId: person.account.id,
            clientId: client.id,
            scopes: [...new Set([...remembered, ...scopes])],
            grantedAt: now,
          },
        },
      ];

/** As long as a refresh token may keep it alive, or else as its only access token lives. */
const lifetimeOf = ({ client, scopes }: Agreed, { people, lifetimes }: EngineOptions): number =>
  mayRefresh({ scopes }, client)
    ? (client.refreshMaxSeconds ?? people.refreshMaxSeconds)
    : CODE_TTL_SECONDS +
      Math.max(
        client.maxAccessTokenTtlSeconds ?? 0,
        client.accessTokenTtlSeconds ?? 0,
        lifetimes.accessTokenTtlSeconds,
      );

/** Ends a flow with a code (RFC 6749 §4.1.2): one unit, so that of two answers to one request exactly one leaves. */
export const answerRequest = async (
  agreed: Agreed,
  options: EngineOptions,
): Promise<AuthorizationResponse | Refusal> => {
  const { flow, client, person, scopes, caller } = agreed;
  const { stores, clock, mint, issuer } = options;
  const { request } = flow;
  const now = seconds(clock);
  const handle = mint.mint('authorization_code', clock.nowMs());
  const { sid, authenticatedAt, methods } = person.session;
  const authorization: Authorization = {
    id: mint.mintId(clock.nowMs()),
    clientId: client.id,
    accountId: person.account.id,
    scopes,
    resources: request.resources,
    sid,
    authenticatedAt,
    methods,
    claims: request.claims,
    createdAt: now,
    endsAt: now + lifetimeOf(agreed, options),
  };
  const code: AuthorizationCode = {
    id: handle.id,
    verifierHash: handle.verifierHash,
    authorizationId: authorization.id,
    clientId: client.id,
    accountId: person.account.id,
    redirectUri: request.redirectUri,
    redirectUriSent: request.redirectUriSent,
    codeChallenge: request.codeChallenge,
    nonce: request.nonce,
    scopes,
    resources: request.resources,
    authenticatedAt,
    methods,
    sid,
    issuedAt: now,
    expiresAt: now + CODE_TTL_SECONDS,
    failures: 0,
  };
  const remembered = await stores.consents.find(person.account.id, client.id);
  const held = await stores.commit({
    guard: { kind: 'authorization_session.finish', id: flow.id, at: now, about: { accountId: person.account.id, sid } },
    changes: [
      { kind: 'authorization.insert', authorization },
      { kind: 'authorization_code.insert', code },
      ...rememberConsent(agreed, remembered?.scopes ?? [], now),
      {
        kind: 'audit.append',
        entry: {
          at: now,
          actor: { kind: 'user', id: person.account.id, address: caller.address, requestId: caller.requestId },
          action: 'authorization.granted',
          target: authorization.id,
          detail: { client: client.id, scopes },
        },
      },
    ],
  });
  if (!held) return refuse('flow.unknown', { flow: flow.id });
  return successResponse(
    { redirectUri: request.redirectUri, mode: request.responseMode, state: request.state, issuer },
    { code: handle.text },
  );
};
