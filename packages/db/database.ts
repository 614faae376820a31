import type { Clock, Stores } from '@cardea/core';
import type { DatabaseEvent } from './executor/executor.ts';
import type { OnCommit } from './write-queue/write-queue.ts';

export interface DatabaseOptions {
  /** `file:/path/cardea.db` (embedded), or the `http:`, `https:` or `libsql:` URL of sqld or Turso. */
  readonly url: string;
  /** The token of a server, where it wants one. */
  readonly authToken?: string | undefined;
  /** Embedded: `FULL` (the default) survives a loss of power with every acknowledged write, `NORMAL` the death of the process. */
  readonly synchronous?: 'FULL' | 'NORMAL' | undefined;
  /** Embedded: the socket at which the owner takes commands, told to whoever finds the file owned. */
  readonly controlSocket?: string | undefined;
  readonly clock: Clock;
  readonly onEvent?: ((event: DatabaseEvent) => void) | undefined;
  /** Told of each transaction: how many units it held and how long it took. Must not throw. */
  readonly onCommit?: OnCommit | undefined;
}

export interface DatabaseStats {
  /** Units that wait for their commit. */
  readonly queued: number;
  readonly committedUnits: number;
  /** Transactions they were committed in. */
  readonly commits: number;
  /** How long the last transaction took. */
  readonly lastCommitMs: number;
}

/** The database of one issuer, open. */
export interface Database {
  readonly stores: Stores;
  readonly mode: 'embedded' | 'server';
  /** Schema versions before and after opening. */
  readonly migrated: { readonly from: number; readonly to: number };
  stats(): DatabaseStats;
  /** A consistent copy as a SQLite file, while everything runs on. Rejects where `file` exists. */
  backup(file: string): Promise<void>;
  /** What is wrong with the database; empty where nothing is. */
  integrityCheck(): Promise<readonly string[]>;
  /** Resolves when every unit handed over has been answered. */
  drain(): Promise<void>;
  /** Answers what waits, then lets go of the database. */
  close(): Promise<void>;
}
