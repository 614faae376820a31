/** Every way in which the running of the installation itself refuses. */
export const systemErrors = {
  'backup.file_exists': { message: 'The file exists', mend: 'Choose another name: a backup overwrites nothing' },
  'backup.not_written': {
    message: 'The backup could not be written, and nothing of it was kept',
    mend: 'Look at the folder: it must exist, be writable for the server and have room for the whole database',
  },
} as const;

export type SystemErrorCode = keyof typeof systemErrors;

/** Something the installation could not do. A value, as `ManagementError` is. */
export class SystemError {
  readonly code: SystemErrorCode;
  readonly message: string;
  readonly mend: string;

  constructor(code: SystemErrorCode, subject?: string) {
    const row = systemErrors[code];
    this.code = code;
    this.message = subject === undefined ? row.message : `${row.message}: ${subject}`;
    this.mend = row.mend;
  }
}
