import type { EpochSeconds } from './clock.ts';

/** Hours and days of UTC: what is counted is kept by both, hours for a while and days for long. */
export type StatSpan = 'hour' | 'day';

/**
 * What is counted. The label says of which kind: a grant type, a way to sign in, the code of a refusal, a class of status, or
 * what was asked for and the upper bound of the time it took. `active_sessions` is no count: its highest value is kept.
 */
export type StatMeasure = 'tokens' | 'sign_ins' | 'refusals' | 'requests' | 'latency' | 'active_sessions';

/** One number of one span of time, of all processes together. */
export interface Stat {
  readonly span: StatSpan;
  readonly startsAt: EpochSeconds;
  readonly measure: StatMeasure;
  readonly label: string;
  readonly value: number;
  readonly removeAt: EpochSeconds;
}

/** Numbers are written beside the requests, never in their units; any number of processes may add to the same one. */
export type StatChange =
  /** Adds to the number. */
  | { readonly kind: 'stat.add'; readonly stat: Stat }
  /** Keeps the greater one. */
  | { readonly kind: 'stat.raise'; readonly stat: Stat };

/** How much there is now. Live tokens and sessions are counted up to `countedUpTo`. */
export interface StoredFigures {
  readonly clients: number;
  readonly accounts: number;
  readonly resources: number;
  readonly liveTokens: number;
  readonly liveSessions: number;
}

/** A secret of a client that ends at a time. */
export interface EndingSecret {
  readonly clientId: string;
  readonly clientName: string;
  readonly secretId: string;
  readonly expiresAt: EpochSeconds;
}

export interface StatStore {
  /** The numbers of all spans that begin from `from` on and before `until`, in the order of time. */
  list(filter: {
    readonly span: StatSpan;
    readonly from: EpochSeconds;
    readonly until: EpochSeconds;
  }): Promise<readonly Stat[]>;
  figures(at: EpochSeconds): Promise<StoredFigures>;
  /** Signed-in browsers, as far as they are counted. */
  countLiveSessions(at: EpochSeconds): Promise<number>;
  /** Secrets of enabled clients that end after `from` and until `until`, the first to end first. */
  listEndingSecrets(filter: {
    readonly from: EpochSeconds;
    readonly until: EpochSeconds;
    readonly limit: number;
  }): Promise<readonly EndingSecret[]>;
}

/** Where counting live rows stops: more is more than anybody counts, and takes the database time. */
export const countedUpTo = { tokens: 10_000, sessions: 100_000 } as const;
