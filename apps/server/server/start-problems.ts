import { DatabaseUnavailable, SigningKeyNotOpened } from '@cardea/core';
import { MasterKeyRefused } from '@cardea/crypto';
import { DatabaseOwned, SchemaTooNew } from '@cardea/db';
import type { Settings } from '../config/settings-table.ts';
import { ControlSocketError } from '../control/start-control.ts';
import { TlsUnusable } from '../tls/open-tls.ts';
import { MasterKeyMissing } from './master-key.ts';

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** A failure to start that the operator can mend, in a line that says how; undefined for a defect of ours. */
export const startProblem = (error: unknown, { host, port, databaseUrl }: Settings): string | undefined => {
  if (error instanceof DatabaseOwned || error instanceof SchemaTooNew) return error.message;
  if (error instanceof ControlSocketError || error instanceof TlsUnusable) return error.message;
  if (error instanceof MasterKeyRefused || error instanceof MasterKeyMissing) return error.message;
  if (error instanceof SigningKeyNotOpened) return error.message;
  if (error instanceof DatabaseUnavailable) {
    const where = databaseUrl.startsWith('file:')
      ? 'Look at the disk and at who may write the folder: CARDEA_DATA_DIR, CARDEA_DATABASE_URL.'
      : 'Check CARDEA_DATABASE_URL and CARDEA_DATABASE_TOKEN.';
    return `The database ${databaseUrl.replace(/\/\/[^@/]*@/, '//')} cannot be used: ${error.message}. ${where}`;
  }
  if (hasCode(error, 'EADDRINUSE')) {
    return `CARDEA_PORT (${port}) is in use by another process. Stop that one, or set CARDEA_PORT to a free port.`;
  }
  if (hasCode(error, 'EADDRNOTAVAIL')) return `CARDEA_HOST (${host}) is no address of this machine.`;
  if (hasCode(error, 'EACCES'))
    return `CARDEA_PORT (${port}) may not be opened by this user. Ports below 1024 need a privilege.`;
  return undefined;
};
