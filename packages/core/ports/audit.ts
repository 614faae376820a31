import type { AuditSeal } from './audit-seal.ts';
import type { EpochSeconds } from './clock.ts';

/** Who did it: a client at an endpoint, an administrator in a terminal or over the API, or Cardea by schedule. */
export interface Actor {
  readonly kind: 'client' | 'operator' | 'user' | 'system';
  readonly id: string;
  /** Address of the caller, where there is one. */
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
}

export type AuditAction =
  | 'access_token.issued'
  | 'identity_assertion.issued'
  | 'access_token.revoked'
  | 'access_tokens.revoked'
  | 'account.created'
  | 'account.updated'
  | 'account.deleted'
  | 'account.password_changed'
  | 'account.exported'
  | 'account.deletion_scheduled'
  | 'account.kept'
  | 'app_password.created'
  | 'app_password.deleted'
  | 'app_passwords.deleted'
  | 'one_time_link.sent'
  | 'session.started'
  | 'session.ended'
  | 'sessions.ended'
  | 'authorization.granted'
  | 'authorization.redeemed'
  | 'authorization.refreshed'
  | 'authorization.revoked'
  | 'authorizations.revoked'
  | 'refresh_reuse'
  | 'code_replay'
  | 'device_code.denied'
  | 'trusted_issuer.created'
  | 'trusted_issuer.updated'
  | 'trusted_issuer.deleted'
  | 'setting.changed'
  | 'setting.reset'
  | 'delivery.retried'
  | 'delivery.dropped'
  | 'consent.withdrawn'
  | 'factor.added'
  | 'factor.renamed'
  | 'factor.removed'
  | 'factors.reset'
  | 'recovery_code.used'
  | 'recovery_codes.replaced'
  | 'client.created'
  | 'client.updated'
  | 'client.deleted'
  | 'client.secret_added'
  | 'client.secret_removed'
  | 'initial_access_token.created'
  | 'initial_access_token.deleted'
  | 'resource.created'
  | 'resource.updated'
  | 'resource.deleted'
  | 'scope.created'
  | 'scope.updated'
  | 'scope.deleted'
  | 'signing_key.created'
  | 'signing_key.revoked'
  | 'identity_provider.created'
  | 'identity_provider.updated'
  | 'identity_provider.deleted'
  | 'identity_link.created'
  | 'identity_link.deleted'
  | 'branding.updated'
  | 'branding.reset';

/** One acknowledged change (design D8). Written in the unit that makes the change; never with a secret in it. */
export interface AuditEntry {
  readonly at: EpochSeconds;
  readonly actor: Actor;
  readonly action: AuditAction;
  /** Id of what was changed. */
  readonly target: string;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

export interface StoredAuditEntry extends AuditEntry {
  /** Order of commit. */
  readonly sequence: number;
}

export interface AuditFilter {
  readonly limit: number;
  /** Entries before this sequence; the newest when absent. */
  readonly before?: number | undefined;
  readonly target?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  /** From this second on, and before that one. */
  readonly since?: EpochSeconds | undefined;
  readonly until?: EpochSeconds | undefined;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly StoredAuditEntry[];
  /** The sequence to go on before; absent at the end. A page may be short, or empty, and yet have one. */
  readonly next?: number | undefined;
}

export interface AuditStore {
  /** Newest first, before the sequence named. */
  list(filter: {
    readonly limit: number;
    readonly before?: number;
    readonly target?: string;
  }): Promise<readonly StoredAuditEntry[]>;
  /** What fits the filter, newest first. One call looks at a bounded number of entries, however rare what is looked for. */
  search(filter: AuditFilter): Promise<AuditPage>;
  /** Oldest first, after the sequence named. */
  listAfter(page: { readonly after: number; readonly limit: number }): Promise<readonly StoredAuditEntry[]>;
  /** Seals, oldest first, from the one that covers the sequence named. */
  listSeals(page: { readonly from: number; readonly limit: number }): Promise<readonly AuditSeal[]>;
  newestSeal(): Promise<AuditSeal | undefined>;
  /** The seal before the one of the sequence named. */
  sealBefore(sequence: number): Promise<AuditSeal | undefined>;
}
