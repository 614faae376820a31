import { as, type Reply, send } from '../../harness/oauth.ts';
import type { AddedClient } from '../../harness/registrations.ts';

/** Longer than any deadline of the server: a request that takes so long was never going to be answered. */
const PATIENCE_MS = 6_000;

/** A request whose failure is an answer too: status 0, and the reason as its text. */
export const ask = async (url: string, init: RequestInit = {}): Promise<Reply> => {
  try {
    return await send(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { status: 0, headers: new Headers(), text, json: {} };
  }
};

/** What every server of the harness has. */
export interface Endpoints {
  endpoint(name: string): string;
}

const asking =
  (name: string) =>
  (cardea: Endpoints, client: AddedClient, form: Readonly<Record<string, string>>): Promise<Reply> =>
    ask(cardea.endpoint(name), {
      method: 'POST',
      headers: { ...as(client), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form }).toString(),
    });

const token = asking('token');
const introspection = asking('introspect');
const revocation = asking('revoke');

export const requestToken = (cardea: Endpoints, client: AddedClient, more: Readonly<Record<string, string>> = {}) =>
  token(cardea, client, { grant_type: 'client_credentials', ...more });

export const introspect = (cardea: Endpoints, client: AddedClient, text: string) =>
  introspection(cardea, client, { token: text });

export const revoke = (cardea: Endpoints, client: AddedClient, text: string) =>
  revocation(cardea, client, { token: text });

/** The token of an answer that granted one. */
export const tokenOf = ({ status, json, text }: Reply): string => {
  if (status !== 200 || typeof json.access_token !== 'string') throw new Error(`no token: ${status} ${text}`);
  return json.access_token;
};

/** All tokens of the answers that granted one: what the server has acknowledged. */
export const acknowledged = (answers: readonly Reply[]): readonly string[] =>
  answers.filter(({ status }) => status === 200).map(tokenOf);

/** How often each status came, as `{ 200: 17, 503: 3 }`. */
export const statuses = (answers: readonly Reply[]): Readonly<Record<number, number>> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
