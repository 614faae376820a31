import { statSync } from 'node:fs';
import type { SystemError, SystemErrorCode, SystemServices } from '@cardea/admin';
import { BackupExists } from '@cardea/db';
import type { Cardea } from '../cardea.ts';
import { VERSION } from '../version.ts';
import { diagnose } from './diagnose.ts';

/** Reasons that people can mend without knowing what Cardea does. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'the folder does not exist',
  EACCES: 'the server may not write there',
  EPERM: 'the server may not write there',
  EROFS: 'the disk takes no writes',
  ENOSPC: 'the disk is full',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? 'the copy failed';
};

/** The URL of a database without its credentials. */
const shownUrl = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

/** The contract of the management is loaded when somebody asks, not when the server starts. */
const systemError = async (code: SystemErrorCode, subject: string): Promise<SystemError> => {
  const { SystemError } = await import('@cardea/admin');
  return new SystemError(code, subject);
};

/** What is known and done of an installation, by the process that has its database open. */
export const createSystemServices = (cardea: Cardea): SystemServices => {
  const { settings, startedAt, database, log } = cardea;
  return {
    status: () => ({
      version: VERSION,
      issuer: settings.issuer,
      mode: settings.mode,
      pid: process.pid,
      startedAt,
      database: shownUrl(settings.databaseUrl),
    }),
    diagnose: () => diagnose(cardea),
    backup: async (file) => {
      try {
        await database.backup(file);
        return { file, bytes: statSync(file).size };
      } catch (error) {
        if (error instanceof BackupExists) return await systemError('backup.file_exists', file);
        log.warn({ err: error, file }, 'backup failed');
        return await systemError('backup.not_written', `${file}: ${reasonOf(error)}`);
      }
    },
  };
};
