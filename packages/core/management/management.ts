import type { Simulator } from '../explain/simulation.ts';
import type { Change } from '../ports/unit.ts';
import { createTokenManagement, type TokenManagement } from './access-tokens/access-tokens.ts';
import { type AccountManagement, createAccountManagement } from './accounts/accounts.ts';
import { type AppPasswordManagement, createAppPasswordManagement } from './app-passwords/app-passwords.ts';
import { type AuditManagement, createAuditManagement } from './audit/audit.ts';
import { type BrandingManagement, createBrandingManagement } from './branding/branding.ts';
import { type ClientManagement, createClientManagement } from './clients/clients.ts';
import { createExplainManagement, type ExplainManagement } from './explain/explain.ts';
import { createFactorManagement, type FactorManagement } from './factors/factors.ts';
import { createGrantManagement, type GrantManagement } from './grants/grants.ts';
import { createIdempotencyManagement, type IdempotencyManagement } from './idempotency/idempotency.ts';
import { createIdentityLinkManagement, type IdentityLinkManagement } from './identity-links/identity-links.ts';
import {
  createIdentityProviderManagement,
  type IdentityProviderManagement,
} from './identity-providers/identity-providers.ts';
import { createOutboxManagement, type OutboxManagement } from './outbox/outbox.ts';
import type { ManagementPorts } from './ports.ts';
import {
  createRegistrationTokenManagement,
  type RegistrationTokenManagement,
} from './registration-tokens/registration-tokens.ts';
import { createResourceManagement, type ResourceManagement } from './resources/resources.ts';
import { createScopeManagement, type ScopeManagement } from './scopes/scopes.ts';
import { createSessionManagement, type SessionManagement } from './sessions/sessions.ts';
import { createSetUpManagement, type SetUpManagement } from './set-up/set-up.ts';
import { createSettingManagement, type SettingManagement } from './settings/settings.ts';
import { createSigningKeyManagement, type SigningKeyManagement } from './signing-keys/signing-keys.ts';
import { createStatManagement, type StatManagement } from './stats/stats.ts';
import { createTrustedIssuerManagement, type TrustedIssuerManagement } from './trusted-issuers/trusted-issuers.ts';

/** Everything an administrator may do to one issuer. Refusals are `ManagementError` values; rejections are faults or defects. */
export interface Management {
  readonly accounts: AccountManagement;
  readonly factors: FactorManagement;
  readonly clients: ClientManagement;
  readonly resources: ResourceManagement;
  readonly scopes: ScopeManagement;
  readonly tokens: TokenManagement;
  readonly keys: SigningKeyManagement;
  readonly registrationTokens: RegistrationTokenManagement;
  readonly identityProviders: IdentityProviderManagement;
  readonly identityLinks: IdentityLinkManagement;
  readonly appPasswords: AppPasswordManagement;
  readonly sessions: SessionManagement;
  readonly grants: GrantManagement;
  readonly audit: AuditManagement;

  readonly setUp: SetUpManagement;
  readonly trustedIssuers: TrustedIssuerManagement;
  readonly explain: ExplainManagement;
  readonly stats: StatManagement;
  readonly branding: BrandingManagement;
  readonly outbox: OutboxManagement;
  readonly settings: SettingManagement;
  readonly idempotency: IdempotencyManagement<Management>;
}

/** The same, with one change more in each unit. */
const marking = (ports: ManagementPorts, mark: Change): ManagementPorts => ({
  ...ports,
  stores: {
    ...ports.stores,
    commit: (unit) => ports.stores.commit({ ...unit, changes: [...unit.changes, mark] }),
  },
});

export const createManagement = (ports: ManagementPorts, simulator: Simulator): Management => ({
  accounts: createAccountManagement(ports),
  factors: createFactorManagement(ports),
  clients: createClientManagement(ports),
  resources: createResourceManagement(ports),
  scopes: createScopeManagement(ports),
  tokens: createTokenManagement(ports),
  keys: createSigningKeyManagement(ports),
  registrationTokens: createRegistrationTokenManagement(ports),
  identityProviders: createIdentityProviderManagement(ports),
  identityLinks: createIdentityLinkManagement(ports),
  appPasswords: createAppPasswordManagement(ports),
  sessions: createSessionManagement(ports),
  grants: createGrantManagement(ports),
  audit: createAuditManagement(ports),

  setUp: createSetUpManagement(ports),
  trustedIssuers: createTrustedIssuerManagement(ports),
  branding: createBrandingManagement(ports),
  explain: createExplainManagement(ports, simulator),
  stats: createStatManagement(ports),
  outbox: createOutboxManagement(ports),
  settings: createSettingManagement(ports),
  idempotency: createIdempotencyManagement(ports, (mark) => createManagement(marking(ports, mark), simulator)),
});
