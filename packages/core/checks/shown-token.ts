import { type Refusal, refuse, splitAuthorization } from '@cardea/protocol';
import type { ClientRequest } from '../ports/request.ts';

/** Grants that somebody's session may be shown for: it is what is granted upon, not who the client is. */
const TAKES_SESSION: ReadonlySet<string | undefined> = new Set(['password', 'session']);

const takesSession = ({ parameters }: ClientRequest): boolean => TAKES_SESSION.has(parameters.get('grant_type'));

const bearerOf = (authorization: string): string | undefined => {
  const { scheme, rest } = splitAuthorization(authorization);
  return scheme === 'bearer' ? rest : undefined;
};

/** The Authorization header where it says who the client is. */
export const clientHeader = (request: ClientRequest): string | undefined => {
  const { authorization } = request;
  const isSession = authorization !== undefined && takesSession(request) && bearerOf(authorization) !== undefined;
  return isSession ? undefined : authorization;
};

/** The token of who is signed in, where the request shows one beside its client: X-Auth-Token, or Authorization: Bearer. */
export const shownToken = (request: ClientRequest): string | undefined | Refusal => {
  if (!takesSession(request)) return undefined;
  const bearer = request.authorization === undefined ? undefined : bearerOf(request.authorization);
  if (bearer !== undefined && request.authToken !== undefined) return refuse('request.two_tokens');
  return bearer ?? request.authToken;
};
