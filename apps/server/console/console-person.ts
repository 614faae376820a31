import { type AccessToken, type Authority, authorityOfToken, CONSOLE_CLIENT_ID } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { isSameOrigin } from '../pages/forms/same-origin.ts';
import { consoleToken } from './console-cookie.ts';

/** Somebody who has signed in at the console, as they are now. */
export interface ConsolePerson {
  readonly token: AccessToken;
  readonly authority: Extract<Authority, { kind: 'person' }>;
}

/** Whoever has signed in at the console on this browser; undefined where nobody has, or may not any more. */
export const findConsolePerson = async (request: Request, cardea: Cardea): Promise<ConsolePerson | undefined> => {
  const text = consoleToken(request, cardea);
  const token = text === undefined ? undefined : await cardea.engine.verifyAccessToken(text);
  if (token === undefined || isRefusal(token) || token.clientId !== CONSOLE_CLIENT_ID) return undefined;
  const authority = await authorityOfToken(token, cardea.stores);
  return authority?.kind === 'person' ? { token, authority } : undefined;
};

/** A header that no form can send, and no other site without being allowed to: nobody is (Fetch Standard §4.8). */
const HEADER = 'x-cardea-console';

/** Whether a request was sent by the script of the console. */
const isOfConsole = (request: Request, issuer: string): boolean => {
  const { headers, method } = request;
  if (headers.get(HEADER) !== '1') return false;
  // Browsers say nothing of a GET on a plain connection
  const isSilent = !headers.has('origin') && !headers.has('sec-fetch-site');
  return method === 'GET' && isSilent ? true : isSameOrigin(request, issuer);
};

/** Refuses what the console's own script has not sent, whoever is signed in. */
export const notOfConsole = (request: Request, { settings }: Cardea): Refusal | undefined =>
  isOfConsole(request, settings.issuer) ? undefined : refuse('console.not_its_page', { method: request.method });
