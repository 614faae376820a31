import type { Actor } from '../../ports/audit.ts';
import type { Client, ClientAuthMethod } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import type { Change } from '../../ports/unit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import { ensureScopes, unregistered } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import type { AddedClient } from './add-client.ts';
import { authMethods, hasSecrets } from './auth-methods.ts';
import { checkClient } from './check-client.ts';
import type { ClientChanges, ClientSettings } from './client-input.ts';
import { makeSecret } from './client-secret.ts';
import { describeClient } from './describe-client.ts';
import { readPublicJwks } from './public-jwks.ts';
import { changeableClient, replaceClient } from './replace-client.ts';
import { unknownResource } from './unknown-resource.ts';

/** Settings of the old method that mean nothing to the new one. */
const forgotten = (method: ClientAuthMethod | undefined, old: Client): Partial<ClientSettings> => {
  if (method === undefined || method === old.authMethod) return {};
  // Its keys stay: it may sign requests with them
  return { assertionAlgorithm: undefined };
};

/** New keys replace the old ones, whichever way the old ones were given. */
const givenKeys = ({ jwks: given, jwksUri }: ClientChanges): Partial<ClientSettings> | ManagementError => {
  if (given === undefined || given === null) {
    if (typeof jwksUri === 'string') return { jwks: undefined, jwksUri };
    return { ...(given === null ? { jwks: undefined } : {}), ...(jwksUri === null ? { jwksUri: undefined } : {}) };
  }
  const jwks = readPublicJwks(given);
  if ('problem' in jwks) return new ManagementError('client.invalid', { field: 'jwks', ...jwks });
  return { jwks, jwksUri: jwksUri ?? undefined };
};

const apply = (old: Client, input: ClientChanges): Client | ManagementError => {
  const { version: _version, jwks: _jwks, jwksUri: _jwksUri, ...plain } = input;
  const keys = givenKeys(input);
  if (isManagementError(keys)) return keys;
  const settings = applyChanges({ ...old, ...forgotten(input.authMethod, old), ...keys }, plain);
  return {
    ...settings,
    secrets: old.secrets.filter(({ hash }) => authMethods[settings.authMethod].secrets.includes(hash.kind)),
  };
};

/** A client that is switched off has no live tokens (design D12). */
const revocation = (old: Client, next: Client, at: number): readonly Change[] =>
  old.enabled && !next.enabled ? [{ kind: 'access_tokens.revoke', clientId: old.id, at }] : [];

/** Changes the settings named; a method that needs another kind of secret gets a new one. */
export const modifyClient = async (
  ports: ManagementPorts,
  { id, ...input }: ClientChanges & { readonly id: string },
  actor: Actor,
): Promise<AddedClient | ManagementError> => {
  const old = await changeableClient(ports, id);
  if (isManagementError(old)) return old;
  if (input.version !== undefined && input.version !== old.version) {
    return new ManagementError('client.conflict', { subject: id });
  }
  const next = apply(old, input);
  if (isManagementError(next)) return next;
  const added = [
    ...next.resources.filter((uri) => !old.resources.includes(uri)),
    ...(next.exchangeTargets ?? []).filter((uri) => !old.exchangeTargets?.includes(uri)),
  ];
  const refused = checkClient(next, ports) ?? (await unknownResource(ports, added));
  if (refused) return refused;
  const changed = changedFields(old, next);
  const needsSecret = hasSecrets(next.authMethod) && next.secrets.length === 0;
  if (changed.length === 0 && !needsSecret) return { client: describeClient(old), createdScopes: [] };

  const fresh = needsSecret ? await makeSecret(ports, { clientId: id, authMethod: next.authMethod }) : undefined;
  const createdScopes = await unregistered(ports.stores.scopes, next.scopes);
  const written = await replaceClient(ports, {
    old,
    changed: { ...next, secrets: fresh ? [fresh.secret] : next.secrets },
    changes: [...ensureScopes(next.scopes), ...revocation(old, next, seconds(ports.clock))],
    action: 'client.updated',
    detail: { changed, createdScopes, newSecret: fresh !== undefined },
    actor,
  });
  return isManagementError(written) ? written : { client: describeClient(written), secret: fresh?.text, createdScopes };
};
