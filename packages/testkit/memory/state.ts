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

/** 16 bytes in their only spelling. */
export const isId = (text: string): boolean =>
  byteOrder(text).length === 16 && byteOrder(text).toString('base64url') === text;

const byteOrder = (id: string): Buffer => Buffer.from(id, 'base64url');

/** Whether `a` is older than `b`: negative; ids are ordered by their bytes, not by their letters. */
export const compareIds = (a: string, b: string): number => Buffer.compare(byteOrder(a), byteOrder(b));

export const isLive = (token: AccessToken, at: number): boolean =>
  token.revokedAt === undefined && token.expiresAt > at;
