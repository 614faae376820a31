import type { Problem } from '@cardea/admin';

/** What a person and a script are told of a failure. */
export interface Failure extends Omit<Problem, 'code'> {
  readonly code: string;
}

/** A command that was understood and could not be done. Nothing was changed, unless the message says otherwise. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    readonly failure: Failure,
    readonly exitCode = 1,
  ) {
    super(failure.message);
  }
}

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'mend' in value;

/** The refusal that a procedure answered with; undefined for anything else. */
export const refusalOf = (error: unknown): Failure | undefined => {
  if (error instanceof CommandFailed) return error.failure;
  // What the client of the procedures throws carries their answer.
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
  const problem = typeof data === 'object' && data !== null && 'problem' in data ? data.problem : undefined;
  return isFailure(problem) ? problem : undefined;
};
