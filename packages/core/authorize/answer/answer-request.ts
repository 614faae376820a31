import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { isFrontChannel, responseTypes } from '../../checks/response-types.ts';
import type { EngineOptions } from '../../engine-options.ts';
import { seconds } from '../../ports/clock.ts';
import type { Change } from '../../ports/unit.ts';
import { sessionState } from '../../sessions/session-state.ts';
import { takePart } from '../../sessions/take-part.ts';
import { type AuthorizationResponse, errorResponse, successResponse } from '../response.ts';
import { standingScopes } from '../steps/standing-consent.ts';
import type { Agreed } from './agreed.ts';
import { answerGuard } from './entry.ts';
import { frontChannel } from './front-channel.ts';
import { newAuthorization } from './new-authorization.ts';
import { newCode } from './new-code.ts';

/** Agreement is remembered unless the client asks every time. */
export const rememberConsent = async (
  { flow, client, person, scopes }: Agreed,
  now: number,
  { stores }: Pick<EngineOptions, 'stores'>,
): Promise<readonly Change[]> => {
  if (flow.consentedScopes === undefined || client.consent === 'explicit') return [];
  const accountId = person.account.id;
  const remembered = standingScopes(await stores.consents.find(accountId, client.id), client) ?? [];
  const consent = { accountId, clientId: client.id, scopes: [...new Set([...remembered, ...scopes])], grantedAt: now };
  return [{ kind: 'consent.put', consent }];
};

/** What the answer says, and what is written for it. */
const contents = async (agreed: Agreed, options: EngineOptions) => {
  const { responseType } = agreed.flow.request;
  const authorization = newAuthorization(agreed, options);
  if (responseType === 'none') return { target: authorization.id, values: {}, changes: [] };
  const code = responseTypes[responseType].code ? newCode(agreed, authorization, options) : undefined;
  const tokens = await frontChannel(agreed, { authorization, code: code?.text }, options);
  if (isRefusal(tokens)) return tokens;
  return {
    target: authorization.id,
    values: { ...(code ? { code: code.text } : {}), ...tokens.values },
    changes: [
      { kind: 'authorization.insert', authorization } as const,
      ...(code ? [{ kind: 'authorization_code.insert', code: code.code } as const] : []),
      ...tokens.changes,
    ],
  };
};

/** Whether the client learns by this answer who the person is: it gets an ID token, or a code for one. */
const signsIn = ({ flow, scopes }: Agreed): boolean => {
  const { code, idToken } = responseTypes[flow.request.responseType];
  return (code || idToken) && scopes.includes('openid');
};

/** OpenID Connect Session Management §2: an answer that signs a person in says how to find out whether they still are. */
const watched = (agreed: Agreed, { digests, mint, clock }: EngineOptions): Readonly<Record<string, string>> => {
  if (!signsIn(agreed)) return {};
  const { flow, client, browserState } = agreed;
  const { redirectUri } = flow.request;
  const salt = mint.mintId(clock.nowMs());
  const state = sessionState({ clientId: client.id, redirectUri, browserState, salt }, digests);
  return state === undefined ? {} : { session_state: state };
};

/** Ends a flow with what was asked for (RFC 6749 §4.1.2): one unit, so that of two answers to one request exactly one leaves. */
export const answerRequest = async (
  agreed: Agreed,
  options: EngineOptions,
): Promise<AuthorizationResponse | Refusal> => {
  const { flow, client, person, scopes, caller, entry } = agreed;
  const { stores, clock, issuer } = options;
  const { request } = flow;
  const now = seconds(clock);
  const accountId = person.account.id;
  const destination = { redirectUri: request.redirectUri, mode: request.responseMode, state: request.state, issuer };
  const content = await contents(agreed, options);
  if (isRefusal(content)) return errorResponse(destination, content.of({ client: client.id }));
  // A code is only good for a client that is still there; a token leaves with this answer (design D12)
  const unchanged = isFrontChannel(request.responseType) ? { id: client.id, version: client.version } : undefined;
  const held = await stores.commit({
    guard: answerGuard(entry, { flow, at: now }, { about: { accountId, sid: person.session.sid }, client: unchanged }),
    changes: [
      ...content.changes,
      ...(signsIn(agreed) ? takePart(agreed, now) : []),
      ...(await rememberConsent(agreed, now, options)),
      {
        kind: 'audit.append',
        entry: {
          at: now,
          actor: { kind: 'user', id: accountId, address: caller.address, requestId: caller.requestId },
          action: 'authorization.granted',
          target: content.target,
          detail: { client: client.id, scopes },
        },
      },
    ],
  });
  if (!held) return refuse(entry.kind === 'pushed' ? 'pushed.unknown' : 'flow.unknown', { flow: flow.id });
  const { browserState } = agreed;
  return { ...successResponse(destination, { ...content.values, ...watched(agreed, options) }), browserState };
};
