import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { type IdentityProvider, providerSecretContext } from '../../ports/identity-provider.ts';
import { presetOf } from '../../upstream/presets.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import type { ManagementPorts } from '../ports.ts';
import { checkProvider, clientSecretProblem } from './check-provider.ts';
import type { IdentityProviderChanges, NewIdentityProvider } from './provider-input.ts';

const DEFAULT_SCOPES = ['openid', 'profile', 'email'];

export const findProvider = async (
  { stores }: Pick<ManagementPorts, 'stores'>,
  id: string,
): Promise<IdentityProvider | ManagementError> =>
  (await stores.identityProviders.find(id)) ?? new ManagementError('provider.not_found', { subject: id.slice(0, 64) });

const seal = ({ sealer }: Pick<ManagementPorts, 'sealer'>, id: string, secret: string | undefined) =>
  secret === undefined ? undefined : sealer.seal(secret, providerSecretContext(id));

const defaultMethod = ({ authMethod, clientSecret }: NewIdentityProvider, isOidc: boolean) => {
  if (authMethod !== undefined) return authMethod;
  if (clientSecret === undefined) return 'private_key_jwt';
  // RFC 6749 §2.3.1 asks for Basic; those who only speak OAuth 2 rather know the form
  return isOidc ? 'client_secret_basic' : 'client_secret_post';
};

const providerOf = (input: NewIdentityProvider, now: number): IdentityProvider => {
  const preset = presetOf(input.preset);
  const issuer = input.issuer ?? preset?.issuer;
  const id = input.id ?? input.preset ?? '';
  return {
    id,
    version: 1,
    enabled: input.enabled ?? true,
    name: input.name ?? preset?.name ?? id,
    issuer,
    preset: input.preset,
    endpoints: input.endpoints,
    clientId: input.clientId,
    authMethod: defaultMethod(input, issuer !== undefined),
    scopes: [...new Set(input.scopes ?? preset?.scopes ?? DEFAULT_SCOPES)],
    trustsEmail: input.trustsEmail ?? false,
    trustsFactors: input.trustsFactors ?? false,
    matchBy: input.matchBy ?? 'identifier',
    onMatch: input.onMatch ?? 'deny',
    onNoMatch: input.onNoMatch ?? 'create',
    allowedDomains: [...new Set(input.allowedDomains ?? [])],
    hostedDomain: input.hostedDomain,
    refreshProfile: input.refreshProfile ?? false,
    createdAt: now,
    updatedAt: now,
  };
};

/** Registers a provider. */
export const addProvider = async (
  ports: ManagementPorts,
  input: NewIdentityProvider,
  actor: Actor,
): Promise<IdentityProvider | ManagementError> => {
  const { stores, clock } = ports;
  const wrong = input.clientSecret === undefined ? undefined : clientSecretProblem(input.clientSecret);
  if (wrong) return wrong;
  const plain = providerOf(input, seconds(clock));
  const provider = { ...plain, secret: seal(ports, plain.id, input.clientSecret) };
  const refused = checkProvider(provider);
  if (refused) return refused;
  const { id, issuer, preset } = provider;
  const done = await stores.commit({
    guard: { kind: 'identity_provider.insert', provider },
    changes: [audited(clock, { actor, action: 'identity_provider.created', target: id, detail: { issuer, preset } })],
  });
  return done ? provider : new ManagementError('provider.exists', { subject: id });
};

const apply = (
  ports: ManagementPorts,
  old: IdentityProvider,
  { id: _id, version: _version, clientSecret, ...asked }: IdentityProviderChanges,
): IdentityProvider => {
  const next = applyChanges<IdentityProvider>(old, { ...asked });
  const needsNone = next.authMethod === 'private_key_jwt' || next.authMethod === 'none';
  if (clientSecret === null || (clientSecret === undefined && needsNone)) return { ...next, secret: undefined };
  return clientSecret === undefined ? next : { ...next, secret: seal(ports, old.id, clientSecret) };
};

/** Changes what is named. */
export const modifyProvider = async (
  ports: ManagementPorts,
  input: IdentityProviderChanges,
  actor: Actor,
): Promise<IdentityProvider | ManagementError> => {
  const { stores, clock } = ports;
  const old = await findProvider(ports, input.id);
  if (isManagementError(old)) return old;
  if (input.version !== undefined && input.version !== old.version) {
    return new ManagementError('provider.conflict', { subject: old.id });
  }
  const wrong = typeof input.clientSecret === 'string' ? clientSecretProblem(input.clientSecret) : undefined;
  if (wrong) return wrong;
  const next = apply(ports, old, input);
  const refused = checkProvider(next);
  if (refused) return refused;
  const changed = changedFields(old, next);
  if (changed.length === 0) return old;
  const provider: IdentityProvider = { ...next, version: old.version + 1, updatedAt: seconds(clock) };
  const done = await stores.commit({
    guard: { kind: 'identity_provider.replace', provider },
    changes: [audited(clock, { actor, action: 'identity_provider.updated', target: old.id, detail: { changed } })],
  });
  return done ? provider : new ManagementError('provider.conflict', { subject: old.id });
};

/** Removes a provider and every link to it: whoever has no other way to sign in has none then. */
export const removeProvider = async (
  { stores, clock }: ManagementPorts,
  id: string,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const done = await stores.commit({
    guard: { kind: 'identity_provider.delete', id },
    changes: [audited(clock, { actor, action: 'identity_provider.deleted', target: id })],
  });
  return done ? undefined : new ManagementError('provider.not_found', { subject: id.slice(0, 64) });
};
