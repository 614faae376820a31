import { isRefusal, Refusal, refuse } from '@cardea/protocol';
import { takeOne } from '../limits/request-limit.ts';
import { audited } from '../management/audit.ts';
import { hasSecrets } from '../management/clients/auth-methods.ts';
import { generateClientId } from '../management/clients/client-id.ts';
import { makeSecret } from '../management/clients/client-secret.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { initialAccess } from './access.ts';
import type { RegistrationDependencies } from './dependencies.ts';
import { draftClient } from './draft.ts';
import { clientInformation } from './information.ts';
import type { ClientInformation, MetadataRequest } from './registration.ts';

/** Registers a client; an initial access token is used up in the same unit (RFC 7591 §3). */
export const registerClient = async (
  { metadata, authorization, caller }: MetadataRequest,
  dependencies: RegistrationDependencies,
): Promise<ClientInformation | Refusal> => {
  const { stores, clock, mint, policy } = dependencies;
  const access = await initialAccess(authorization, dependencies);
  if (isRefusal(access)) return access;
  const waitSeconds = await takeOne(caller.network, policy.limit, dependencies);
  if (waitSeconds > 0) return new Refusal('registration.too_many', { retryAfterSeconds: waitSeconds });
  const draft = await draftClient(
    { metadata, invited: access !== undefined, scopes: access?.scopes ?? [], usualAuthMethod: 'client_secret_basic' },
    dependencies,
  );
  if (isRefusal(draft)) return draft;

  const id = generateClientId(dependencies.randomBytes);
  const { authMethod } = draft;
  const secret = hasSecrets(authMethod) ? await makeSecret(dependencies, { clientId: id, authMethod }) : undefined;
  const token = mint.mint('registration_token', clock.nowMs());
  const now = seconds(clock);
  const client: Client = {
    ...draft,
    id,
    version: clock.nowMs(),
    secrets: secret ? [secret.secret] : [],
    createdAt: now,
    updatedAt: now,
    provenance: 'dynamic',
    registrationAccessHash: token.verifierHash,
  };
  const { name, grantTypes, scopes, redirectUris } = client;
  const held = await stores.commit({
    ...(access ? { guard: { kind: 'initial_access_token.use', id: access.id, at: now } as const } : {}),
    changes: [
      { kind: 'client.register', client },
      audited(clock, {
        actor: { kind: 'client', id, address: caller.address, requestId: caller.requestId },
        action: 'client.created',
        target: id,
        detail: { name, authMethod, grantTypes, scopes, redirectUris, initialAccessToken: access?.id },
      }),
    ],
  });
  if (!held) return refuse('registration.token_spent');
  return clientInformation(client, { token: token.text, secret: secret?.text }, dependencies);
};
