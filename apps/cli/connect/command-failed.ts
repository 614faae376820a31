import type { Problem } from '@cardea/admin';

/** What a person and a script are told of a failure. */
export interface Failure extends Omit<Problem, 'code'> {
  readonly code: string;
  /** By which the log of a server elsewhere tells more. */
  readonly requestId?: string | undefined;
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

/** What to do instead, where a command line is not told enough. */
const mends: Readonly<Record<string, string>> = {
  'authority.step_up':
    'Sign in again with a second factor and give the new token, or do it at the machine of the server, where it is not asked for',
  'token.refused':
    'Give a token that has not ended, made for the issuer itself. At its machine: cardea auth add --name cli --scope admin:…',
  'token.denied':
    'Look at CARDEA_CLIENT_ID, its CARDEA_CLIENT_SECRET or CARDEA_CLIENT_KEY_FILE, and what the client is registered with',
};

const told = ({ code, message, mend, field, requestId }: Failure): Failure => ({
  ...{ code, message, field, mend: mends[code] ?? mend, requestId },
});

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Of the answer that the client of the procedures keeps with its error. */
const requestIdOf = (error: unknown): string | undefined => {
  const response = member(member(error, 'meta'), 'response');
  return response instanceof Response ? (response.headers.get('x-request-id') ?? undefined) : undefined;
};

/** The refusal that a procedure answered with, or why none was reached; undefined for anything else. */
export const refusalOf = (error: unknown): Failure | undefined => {
  if (error instanceof CommandFailed) return error.failure;
  // What the client of the procedures throws carries their answer.
  const problem = member(member(error, 'data'), 'problem');
  if (isFailure(problem)) return told({ ...problem, requestId: requestIdOf(error) });
  return error instanceof Error && isFailure(error.cause) ? told(error.cause) : undefined;
};
