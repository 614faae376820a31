import { bearer, postJson, type Reply, send } from './oauth.ts';
import type { RunningCardea } from './start-cardea.ts';

export type Metadata = Readonly<Record<string, unknown>>;

export const REDIRECT_URI = 'https://app.example/callback';

/** POST /register, with an initial access token where there is one. */
export const register = (cardea: RunningCardea, metadata: unknown, token?: string): Promise<Reply> =>
  postJson(cardea.endpoint('register'), metadata, token === undefined ? {} : bearer(token));

/** A client as it was told about itself. */
export interface Registered {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly uri: string;
  readonly information: Metadata;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const registeredIn = ({ json }: Pick<Reply, 'json'>): Registered => ({
  id: text(json.client_id),
  secret: text(json.client_secret),
  token: text(json.registration_access_token),
  uri: text(json.registration_client_uri),
  information: json,
});

/** A client that was registered; an error where it was not. */
export const registered = async (
  cardea: RunningCardea,
  metadata: Metadata = {},
  token?: string,
): Promise<Registered> => {
  const reply = await register(cardea, { redirect_uris: [REDIRECT_URI], ...metadata }, token);
  if (reply.status !== 201) throw new Error(`not registered: ${reply.status} ${reply.text}`);
  return registeredIn(reply);
};

/** A request to a client's own registration (RFC 7592 §2). */
export const manage = (
  { uri, token }: Pick<Registered, 'uri' | 'token'>,
  method: 'GET' | 'PUT' | 'DELETE',
  metadata?: Metadata,
): Promise<Reply> =>
  send(uri, {
    method,
    headers: { ...bearer(token), ...(metadata === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(metadata === undefined ? {} : { body: JSON.stringify(metadata) }),
  });
