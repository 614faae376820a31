import { formatUserCode, isRefusal, isSubset, parseScope, Refusal, refuse } from '@cardea/protocol';
import { refusedResource } from '../authorize/request/resources.ts';
import { authenticate } from '../client-auth/authenticate.ts';
import type { EngineOptions } from '../engine-options.ts';
import { DEVICE_GRANT } from '../issuance/device-grant.ts';
import { userCodeHash, userCodeOf } from '../issuance/user-code.ts';
import { takeFrom } from '../limits/bucket.ts';
import { clientRateRefusal } from '../limits/client-rate.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { DeviceCode } from '../ports/device-code.ts';
import type { Caller, ClientRequest } from '../ports/request.ts';

type Dependencies = EngineOptions & { readonly limiter: FailureLimiter };

/** RFC 8628 §3.2 */
export interface DeviceAuthorizationResponse {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** That a user code is taken is rarer than a lottery win; that it happens so often in a row is a defect. */
const MAX_ATTEMPTS = 8;
const MAX_RESOURCES = 16;

interface Asked {
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
}

/** What the device asks for, as far as its client may have it (RFC 8628 §3.1, RFC 8707 §2). */
const askedFor = async (
  { parameters }: ClientRequest,
  client: Client,
  options: EngineOptions,
): Promise<Asked | Refusal> => {
  const requested = parameters.get('scope');
  const scopes = requested === undefined ? client.scopes : parseScope(requested);
  if (isRefusal(scopes)) return scopes;
  if (!isSubset(scopes, client.scopes))
    return refuse('scope.not_allowed', { requested: scopes, registered: client.scopes });
  const resources = [...new Set([...parameters.getAll('resource'), ...parameters.getAll('audience')])];
  if (resources.length > MAX_RESOURCES) return refuse('target.too_many', { items: resources.length });
  return (
    (await refusedResource(
      resources.map((uri) => [uri]),
      client,
      options,
    )) ?? { scopes: [...new Set(scopes)], resources }
  );
};

/** Why this caller or this client gets no code now; nobody fills the database with them. */
const tooOften = async (client: Client, { network }: Caller, options: EngineOptions): Promise<Refusal | undefined> => {
  const { deviceRequests } = options.limits;
  const retryAfterSeconds = await takeFrom(deviceRequests, `${deviceRequests.name}:${network}`, options);
  if (retryAfterSeconds > 0) return new Refusal('device.requests', { retryAfterSeconds });
  const { id, requestsPerMinute } = client;
  return requestsPerMinute === undefined ? undefined : clientRateRefusal(id, requestsPerMinute, options);
};

/** Inserts a fresh device code under a user code that nobody else waits with. */
const insertCode = async (
  common: Omit<DeviceCode, 'id' | 'verifierHash' | 'userCodeHash'>,
  { stores, clock, mint, digests }: EngineOptions,
): Promise<{ readonly deviceCode: string; readonly userCode: string }> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { text, id, verifierHash } = mint.mint('device_code', clock.nowMs());
    const userCode = userCodeOf(id, { digests });
    if (userCode === undefined) continue;
    const code: DeviceCode = { ...common, id, verifierHash, userCodeHash: userCodeHash(userCode, { digests }) };
    if (await stores.commit({ guard: { kind: 'device_code.insert', code }, changes: [] }))
      return { deviceCode: text, userCode: formatUserCode(userCode) };
  }
  throw new Error('no user code is free');
};

/** POST /device (RFC 8628 §3.1): clients of all authentication methods, public ones by their id alone. */
export const deviceAuthorizationEndpoint = async (
  request: ClientRequest,
  options: Dependencies,
): Promise<DeviceAuthorizationResponse | Refusal> => {
  const authenticated = await authenticate(request, options);
  if (isRefusal(authenticated)) return authenticated;
  const { client } = authenticated;
  if (!client.grantTypes.includes(DEVICE_GRANT))
    return refuse('grant.not_registered', { requested: DEVICE_GRANT, registered: client.grantTypes });
  const asked = await askedFor(request, client, options);
  if (isRefusal(asked)) return asked;
  const limited = await tooOften(client, request.caller, options);
  if (limited) return limited;

  const { people, endpoints, clock } = options;
  const now = seconds(clock);
  const expiresAt = now + people.deviceCodeSeconds;
  const { deviceCode, userCode } = await insertCode(
    {
      ...asked,
      clientId: client.id,
      address: request.caller.address,
      createdAt: now,
      expiresAt,
      intervalSeconds: people.deviceIntervalSeconds,
      removeAt: expiresAt,
    },
    options,
  );
  return {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: endpoints.deviceVerification,
    verification_uri_complete: `${endpoints.deviceVerification}?user_code=${userCode}`,
    expires_in: people.deviceCodeSeconds,
    interval: people.deviceIntervalSeconds,
  };
};
