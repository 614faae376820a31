import type { Finding } from './finding.ts';
import type { SystemError } from './system-errors.ts';

export interface SystemStatus {
  readonly version: string;
  readonly issuer: string;
  readonly mode: 'development' | 'production';
  readonly pid: number;
  /** Seconds since the epoch. */
  readonly startedAt: number;
  /** The database without its credentials. */
  readonly database: string;
}

export interface BackupReport {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: number;
}

/** What is known and done of the installation as a whole, by the process that owns its database. */
export interface SystemServices {
  status(): SystemStatus;
  /** Looks at the database and the keys in it. Never rejects: what cannot be looked at is a finding. */
  diagnose(): Promise<readonly Finding[]>;
  /** A consistent copy of the database while it is in use. The file is new, and for its owner alone (0600). */
  backup(file: string): Promise<BackupReport | SystemError>;
}
