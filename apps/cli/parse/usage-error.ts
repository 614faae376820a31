/** The command line cannot be understood, or lacks what only the person at it can give. Exit code 2; nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    /** What to type instead. */
    readonly mend?: string | undefined,
  ) {
    super(message);
  }
}
