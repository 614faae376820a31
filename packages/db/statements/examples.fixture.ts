import type { Change, Guard } from '@cardea/core';
import {
  aBrowserSession,
  aClient,
  aConsent,
  anAccessToken,
  anAccount,
  anAuditEntry,
  anAuthorization,
  anAuthorizationCode,
  anAuthorizationSession,
  aResource,
  aScope,
  aSigningKey,
} from '@cardea/testkit';

/** An id that no row has. */
export const id = anAccessToken().id;
const onBehalf = { at: 0, client: { id: 'c', version: 1 }, accountId: 'u', authorizationId: id } as const;

/** One guard of every kind: a new kind does not compile before it stands here. */
export const guards: { readonly [K in Guard['kind']]: Extract<Guard, { kind: K }> } = {
  'client.unchanged': { kind: 'client.unchanged', id: 'c', version: 1 },
  'client.insert': { kind: 'client.insert', client: aClient() },
  'client.replace': { kind: 'client.replace', client: aClient() },
  'client.delete': { kind: 'client.delete', id: 'c' },
  'resource.insert': { kind: 'resource.insert', resource: aResource() },
  'resource.replace': { kind: 'resource.replace', resource: aResource() },
  'resource.delete': { kind: 'resource.delete', uri: 'u' },
  'scope.insert': { kind: 'scope.insert', scope: aScope() },
  'scope.replace': { kind: 'scope.replace', scope: aScope() },
  'scope.delete': { kind: 'scope.delete', name: 's' },
  'access_token.revoke': { kind: 'access_token.revoke', id: anAccessToken().id, at: 0 },
  'assertion.claim': { kind: 'assertion.claim', issuer: 'i', jti: 'j', expiresAt: 0 },
  'signing_key.insert': { kind: 'signing_key.insert', key: aSigningKey(), after: undefined },
  'signing_key.revoke': { kind: 'signing_key.revoke', id: 'k', at: 0 },
  'rate_limit.take': { kind: 'rate_limit.take', key: 'k', burst: 1, intervalMs: 1, nowMs: 0 },
  'account.insert': { kind: 'account.insert', account: anAccount() },
  'account.replace': { kind: 'account.replace', account: anAccount() },
  'account.delete': { kind: 'account.delete', id: 'u' },
  'account.active': { kind: 'account.active', id: 'u' },
  'browser_session.end': { kind: 'browser_session.end', id, at: 0 },
  'authorization_session.replace': {
    kind: 'authorization_session.replace',
    session: anAuthorizationSession(),
    at: 0,
  },
  'authorization_session.finish': { kind: 'authorization_session.finish', id, at: 0 },
  'authorization_code.redeem': { kind: 'authorization_code.redeem', id, ...onBehalf },
  'refresh.rotate': { kind: 'refresh.rotate', ...onBehalf, presentedHash: 'p', nextHash: 'n', expiresAt: 1 },
  'refresh.use': { kind: 'refresh.use', ...onBehalf, presentedHash: 'p', replacedAfter: 0, expiresAt: 1 },
  'authorization.revoke': { kind: 'authorization.revoke', id, at: 0 },
  'consent.delete': { kind: 'consent.delete', accountId: 'u', clientId: 'c' },
};

/** One change of every kind. */
export const changes: { readonly [K in Change['kind']]: Extract<Change, { kind: K }> } = {
  'access_token.insert': { kind: 'access_token.insert', token: anAccessToken() },
  'access_tokens.evict': { kind: 'access_tokens.evict', clientId: 'c', keep: 1, at: 0 },
  'access_tokens.revoke': { kind: 'access_tokens.revoke', clientId: 'c', at: 0 },
  'scope.ensure': { kind: 'scope.ensure', scope: aScope() },
  'signing_key.remove_at': { kind: 'signing_key.remove_at', id: 'k', removeAt: 0 },
  'rate_limit.give': { kind: 'rate_limit.give', key: 'k', intervalMs: 1 },
  'audit.append': { kind: 'audit.append', entry: anAuditEntry() },
  'browser_session.insert': { kind: 'browser_session.insert', session: aBrowserSession() },
  'browser_session.touch': { kind: 'browser_session.touch', id, lastSeenAt: 0, expiresAt: 1 },
  'browser_sessions.end': { kind: 'browser_sessions.end', accountId: 'u', at: 0 },
  'authorization_session.insert': { kind: 'authorization_session.insert', session: anAuthorizationSession() },
  'authorization.insert': { kind: 'authorization.insert', authorization: anAuthorization() },
  'authorization_code.insert': { kind: 'authorization_code.insert', code: anAuthorizationCode() },
  'authorization_code.fail': { kind: 'authorization_code.fail', id },
  'refresh.start': { kind: 'refresh.start', authorizationId: id, currentHash: 'h', at: 0, expiresAt: 1 },
  'authorizations.revoke': { kind: 'authorizations.revoke', accountId: 'u', clientId: 'c', at: 0 },
  'consent.put': { kind: 'consent.put', consent: aConsent() },
};
