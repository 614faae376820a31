import type { AccessToken, Client, Resource, Scope, SigningKey, StoredAuditEntry } from '@cardea/core';

/** What a database would hold, in the order of creation. */
export interface State {
  readonly clients: Map<string, Client>;
  readonly resources: Map<string, Resource>;
  readonly scopes: Map<string, Scope>;
  readonly accessTokens: Map<string, AccessToken>;
  /** Expiry by issuer and `jti`. */
  readonly assertions: Map<string, number>;
  readonly signingKeys: Map<string, SigningKey>;
  readonly arrivalsMs: Map<string, number>;
  readonly audit: StoredAuditEntry[];
  readonly pings: number[];
}

export const emptyState = (): State => ({
  clients: new Map(),
  resources: new Map(),
  scopes: new Map(),
  accessTokens: new Map(),
  assertions: new Map(),
  signingKeys: new Map(),
  arrivalsMs: new Map(),
  audit: [],
  pings: [],
});

/** Whether `a` is older than `b`: negative; the order of ids is the order of their letters. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const isLive = (token: AccessToken, at: number): boolean =>
  token.revokedAt === undefined && token.expiresAt > at;
