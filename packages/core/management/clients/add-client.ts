import type { ResponseType } from '@cardea/protocol';
import { grantsOf } from '../../checks/response-types.ts';
import type { Actor } from '../../ports/audit.ts';
import type { Client } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { ensureScopes, unregistered } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import { hasSecrets } from './auth-methods.ts';
import { checkClient } from './check-client.ts';
import { clientIdProblem, generateClientId } from './client-id.ts';
import type { ClientSettings, NewClient } from './client-input.ts';
import { chosenSecretProblem, makeSecret } from './client-secret.ts';
import { type ClientDescription, describeClient } from './describe-client.ts';
import { readPublicJwks } from './public-jwks.ts';
import { unknownResource } from './unknown-resource.ts';

export interface AddedClient {
  readonly client: ClientDescription;
  /** The secret that was made, to be shown once. */
  readonly secret?: string | undefined;
  /** Scopes that this registration registered. */
  readonly createdScopes: readonly string[];
}

/** Who says where people come back to is an app for people (RFC 7591 §2); others act for themselves. */
const usualGrants = ({ redirectUris = [], responseTypes = ['code'] }: NewClient): readonly string[] =>
  redirectUris.length > 0 ? responseTypes.flatMap(grantsOf) : ['client_credentials'];

const settingsOf = (input: NewClient): ClientSettings | ManagementError => {
  const { id: _id, secret: _secret, jwks: given, ...chosen } = input;
  const jwks = given === undefined ? undefined : readPublicJwks(given);
  if (jwks && 'problem' in jwks) return new ManagementError('client.invalid', { field: 'jwks', ...jwks });
  return {
    ...chosen,
    jwks,
    enabled: input.enabled ?? true,
    authMethod: input.authMethod ?? 'client_secret_basic',
    grantTypes: [...new Set(input.grantTypes ?? usualGrants(input))],
    scopes: [...new Set(input.scopes ?? [])],
    resources: [...new Set(input.resources ?? [])],
    redirectUris: [...new Set(input.redirectUris ?? [])],
    applicationType: input.applicationType ?? 'web',
    requirePkce: input.requirePkce ?? true,
    consent: input.consent ?? 'remembered',
    responseTypes: [...new Set<ResponseType>(input.responseTypes ?? ['code'])],
    dpopBoundAccessTokens: input.dpopBoundAccessTokens || undefined,
    requirePushedRequests: input.requirePushedRequests ?? false,
    requireSignedRequestObject: input.requireSignedRequestObject ?? false,
    requestUris: [...new Set(input.requestUris ?? [])],
    postLogoutRedirectUris: [...new Set(input.postLogoutRedirectUris ?? [])],
    subjectType: input.subjectType ?? 'public',
  };
};

const chosenProblem = ({ id, secret }: NewClient, { authMethod }: ClientSettings): ManagementError | undefined => {
  const idProblem = id === undefined ? undefined : clientIdProblem(id);
  if (idProblem !== undefined) return new ManagementError('client.invalid', { field: 'id', problem: idProblem });
  if (secret === undefined) return undefined;
  if (!hasSecrets(authMethod)) return new ManagementError('client.without_secrets', { subject: authMethod });
  const problem = chosenSecretProblem(authMethod, secret);
  return problem === undefined ? undefined : new ManagementError('client.invalid', { field: 'secret', problem });
};

/** Registers a client; its scopes that are not registered yet are registered with it, in the same unit. */
export const addClient = async (
  ports: ManagementPorts,
  input: NewClient,
  actor: Actor,
): Promise<AddedClient | ManagementError> => {
  const settings = settingsOf(input);
  if (isManagementError(settings)) return settings;
  const refused =
    chosenProblem(input, settings) ??
    checkClient(settings, ports) ??
    (await unknownResource(ports, [...settings.resources, ...(settings.exchangeTargets ?? [])]));
  if (refused) return refused;

  const { stores, clock } = ports;
  const id = input.id ?? generateClientId(ports.randomBytes);
  const fresh = hasSecrets(settings.authMethod)
    ? await makeSecret(ports, { clientId: id, authMethod: settings.authMethod, chosen: input.secret })
    : undefined;
  const createdScopes = await unregistered(stores.scopes, settings.scopes);
  const now = seconds(clock);
  const client: Client = {
    ...settings,
    id,
    // Whoever still has a copy of a removed client with this id does not take the new one for it.
    version: clock.nowMs(),
    secrets: fresh ? [fresh.secret] : [],
    createdAt: now,
    updatedAt: now,
    provenance: 'operator',
  };
  const { name, authMethod, grantTypes, scopes, resources } = settings;
  const done = await stores.commit({
    guard: { kind: 'client.insert', client },
    changes: [
      ...ensureScopes(settings.scopes),
      audited(clock, {
        actor,
        action: 'client.created',
        target: id,
        detail: { name, authMethod, grantTypes, scopes, resources, createdScopes },
      }),
    ],
  });
  if (!done) return new ManagementError('client.exists', { subject: id });
  return { client: describeClient(client), secret: fresh?.text, createdScopes };
};
