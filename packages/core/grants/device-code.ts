import { isRefusal, type Parameters, parseHandle, positiveSeconds, Refusal, refuse } from '@cardea/protocol';
import { CODE_RETRY_SECONDS } from '../issuance/code-times.ts';
import { DEVICE_GRANT } from '../issuance/device-grant.ts';
import { signIdToken } from '../issuance/id-token.ts';
import { onBehalf } from '../issuance/on-behalf.ts';
import type { Spending } from '../issuance/plan.ts';
import { firstRefreshToken } from '../issuance/refresh-token.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { DeviceCode } from '../ports/device-code.ts';
import { type GrantDependencies, grant } from './grant.ts';

interface DeviceRequest {
  readonly deviceCode: string;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

/** A code that the person has said yes to. */
type Allowed = DeviceCode & { readonly authorizationId: string };

const parse = (parameters: Parameters): DeviceRequest | Refusal => {
  const deviceCode = parameters.get('device_code');
  if (deviceCode === undefined) return refuse('request.parameter_missing', { parameter: 'device_code' });
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  return {
    deviceCode,
    resources: [...parameters.getAll('resource'), ...parameters.getAll('audience')],
    expiresInSeconds,
  };
};

/** As with authorization codes (design D1): one that comes again was copied, unless the answer was lost just now. */
const replayed = ({ authorizationId, redeemedAt = 0 }: Allowed, now: number): Refusal =>
  new Refusal('device.replayed', {
    detail: { authorization: authorizationId, secondsAgo: now - redeemedAt },
    ...(now - redeemedAt <= CODE_RETRY_SECONDS
      ? {}
      : { effect: { kind: 'revoke-authorization', authorizationId, why: 'code_replay' } as const }),
  });

const isAllowed = (code: DeviceCode): code is Allowed => code.authorizationId !== undefined;

/** Where the code stands (RFC 8628 §3.5). Nothing is told to a client that it was not issued to (S088). */
const allowed = async (
  text: string,
  client: Client,
  { stores, mint, clock }: GrantDependencies,
): Promise<Allowed | Refusal> => {
  const parts = parseHandle('device_code', text);
  if (parts === undefined) return refuse('device.malformed');
  const code = await stores.deviceCodes.find(parts.selector);
  if (!code || !mint.verify(parts.verifier, code.verifierHash)) return refuse('device.unknown');
  // RFC 8628 §3.4: another client's code stays good for its own
  if (code.clientId !== client.id) return refuse('device.other_client', { client: client.id });
  const now = seconds(clock);
  if (isAllowed(code) && code.redeemedAt !== undefined) return replayed(code, now);
  if (code.deniedAt !== undefined) return refuse('device.denied');
  if (code.expiresAt <= now) return refuse('device.expired', { secondsLate: now - code.expiresAt });
  if (isAllowed(code)) return code;
  return new Refusal('device.pending', { effect: { kind: 'count-device-poll', deviceCodeId: code.id } });
};

const spend = (
  code: Allowed,
  { client, authorization }: { readonly client: Client; readonly authorization: Authorization },
  { stores, clock }: GrantDependencies,
): Omit<Spending, 'changes'> => {
  const { id, authorizationId } = code;
  const { accountId, endsAt } = authorization;
  const at = seconds(clock);
  return {
    guard: {
      kind: 'device_code.redeem',
      id,
      authorizationId,
      accountId,
      client: { id: client.id, version: client.version },
      at,
      // Remembered until its family has expired
      removeAt: endsAt,
    },
    async lost() {
      const [now, standing, account] = await Promise.all([
        stores.deviceCodes.find(id),
        stores.authorizations.find(authorizationId),
        stores.accounts.find(accountId),
      ]);
      if (now === undefined || !isAllowed(now)) return refuse('device.unknown');
      if (now.redeemedAt !== undefined) return replayed(now, at);
      if (standing === undefined || standing.revokedAt !== undefined) return refuse('device.authorization_revoked');
      if (account?.state !== 'active') return refuse('device.account', { account: accountId });
      return now.expiresAt <= at || standing.endsAt <= at ? refuse('device.expired') : undefined;
    },
  };
};

/** The device authorization grant (RFC 8628 §3.4): the same tokens as with an authorization code. */
export const deviceCode = grant<DeviceRequest>({
  type: DEVICE_GRANT,
  summary: 'A device without a keyboard gets tokens for the person who allowed it on another one.',
  parse,

  async handle(request, authenticated, dependencies) {
    const { client } = authenticated;
    const { stores } = dependencies;
    const code = await allowed(request.deviceCode, client, dependencies);
    if (isRefusal(code)) return code;

    const authorization = await stores.authorizations.find(code.authorizationId);
    if (authorization === undefined || authorization.revokedAt !== undefined)
      return refuse('device.authorization_revoked');
    const account = await stores.accounts.find(authorization.accountId);
    if (account?.state !== 'active') return refuse('device.account', { account: authorization.accountId });

    const { scopes } = authorization;
    const { resources, expiresInSeconds } = request;
    // RFC 8707 §2.2: a part of what was agreed to
    const unasked = resources.find(
      (uri) => authorization.resources.length > 0 && !authorization.resources.includes(uri),
    );
    if (unasked !== undefined) return refuse('refresh.target', { requested: unasked });
    const portion = await onBehalf({ scopes, resources, expiresInSeconds }, { client, authorization }, dependencies);
    if (isRefusal(portion)) return portion;

    const refresh = firstRefreshToken(authorization, client, dependencies);
    return {
      ...portion,
      grant: DEVICE_GRANT,
      client: authenticated,
      subject: subjectFor(account.id, client, dependencies),
      authorizationId: authorization.id,
      spends: { ...spend(code, { client, authorization }, dependencies), changes: refresh?.changes ?? [] },
      refreshToken: refresh?.token,
      idToken: scopes.includes('openid')
        ? (accessToken) => signIdToken({ client, account, authorization, nonce: undefined, accessToken }, dependencies)
        : undefined,
    };
  },
});
