import { isRefusal, parseHandle, type Refusal, refuse } from '@cardea/protocol';
import { audited } from '../management/audit.ts';
import { authMethods, hasSecrets } from '../management/clients/auth-methods.ts';
import { makeSecret } from '../management/clients/client-secret.ts';
import { changedFields } from '../management/fields/apply-changes.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { managedClient } from './access.ts';
import type { RegistrationDependencies } from './dependencies.ts';
import { draftClient } from './draft.ts';
import { isAnother } from './identity.ts';
import { clientInformation } from './information.ts';
import { refusedMember } from './refused.ts';
import type { ClientInformation, MetadataRequest } from './registration.ts';

/** RFC 7592 §2.2: what the server says of a registration is not the client's to send. */
const FOREIGN = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/** The client says which client it means, and may show its secret, but not choose one (RFC 7592 §2.2). */
const misdirected = (
  metadata: Readonly<Record<string, unknown>>,
  client: Client,
  { mint }: Pick<RegistrationDependencies, 'mint'>,
): Refusal | undefined => {
  if (metadata.client_id !== client.id)
    return refusedMember({ member: 'client_id', problem: 'is not the one of this client' });
  const foreign = FOREIGN.find((member) => metadata[member] !== undefined);
  if (foreign !== undefined) return refusedMember({ member: foreign, problem: 'is not for the client to choose' });
  const { client_secret: shown } = metadata;
  if (shown === undefined || shown === null) return undefined;
  const parts = typeof shown === 'string' ? parseHandle('client_secret', shown) : undefined;
  const isKnown = client.secrets.some(
    ({ id, hash }) => id === parts?.selector && (hash.kind !== 'sha256' || mint.verify(parts.verifier, hash.digest)),
  );
  return isKnown ? undefined : refusedMember({ member: 'client_secret', problem: 'is not the present one' });
};

/** Puts new metadata in the place of the old; the token that did it is replaced too (RFC 7592 §2.2). */
export const replaceRegistration = async (
  id: string,
  { metadata, authorization, caller }: MetadataRequest,
  dependencies: RegistrationDependencies,
): Promise<ClientInformation | Refusal> => {
  const { stores, clock, mint } = dependencies;
  const managed = await managedClient(id, authorization, dependencies);
  if (isRefusal(managed)) return managed;
  const { client: old } = managed;
  const wrong = misdirected(metadata, old, dependencies);
  if (wrong) return wrong;
  const draft = await draftClient(
    { metadata, old, invited: false, scopes: [], usualAuthMethod: 'client_secret_basic' },
    dependencies,
  );
  if (isRefusal(draft)) return draft;

  const { authMethod } = draft;
  const kept = old.secrets.filter(({ hash }) => authMethods[authMethod].secrets.includes(hash.kind));
  const fresh =
    hasSecrets(authMethod) && kept.length === 0
      ? await makeSecret(dependencies, { clientId: id, authMethod })
      : undefined;
  const token = mint.mint('registration_token', clock.nowMs());
  const now = seconds(clock);
  const client: Client = {
    ...old,
    ...draft,
    secrets: fresh ? [fresh.secret] : kept,
    registrationAccessHash: token.verifierHash,
    identityChangedAt: isAnother(old, draft) ? now : old.identityChangedAt,
    version: old.version + 1,
    updatedAt: now,
  };
  const held = await stores.commit({
    guard: { kind: 'client.replace', client },
    changes: [
      audited(clock, {
        actor: { kind: 'client', id, address: caller.address, requestId: caller.requestId },
        action: 'client.updated',
        target: id,
        detail: { changed: changedFields(old, { ...old, ...draft }), newSecret: fresh !== undefined },
      }),
    ],
  });
  // Another update was first: its token is the good one now
  if (!held) return refuse('registration.token_unknown', { client: id });
  return clientInformation(client, { token: token.text, secret: fresh?.text }, dependencies);
};
