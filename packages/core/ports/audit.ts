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
  | 'access_token.revoked'
  | 'access_tokens.revoked'
  | 'account.created'
  | 'account.updated'
  | 'account.deleted'
  | 'account.password_changed'
  | 'account.exported'
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
  | 'consent.withdrawn'
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
  | 'identity_link.deleted';

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

export interface AuditStore {
  /** Newest first, before the sequence named. */
  list(filter: {
    readonly limit: number;
    readonly before?: number;
    readonly target?: string;
  }): Promise<readonly StoredAuditEntry[]>;
}
