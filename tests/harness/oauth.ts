import type { AddedClient } from './registrations.ts';
import type { RunningCardea } from './start-cardea.ts';

/** An answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is a JSON object; empty otherwise. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** A form: by name, or as its very text or bytes. */
export type Form = Readonly<Record<string, string>> | URLSearchParams | string | Uint8Array<ArrayBuffer>;
export type HeaderFields = Readonly<Record<string, string>>;

const objectOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
};

export const send = async (url: string, init: RequestInit = {}): Promise<Reply> => {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: objectOf(text) };
};

const bodyOf = (form: Form): string | Uint8Array<ArrayBuffer> => {
  if (typeof form === 'string' || form instanceof Uint8Array) return form;
  return new URLSearchParams(form instanceof URLSearchParams ? form : { ...form }).toString();
};

/** POSTs a form. */
export const post = (url: string, form: Form, headers: HeaderFields = {}): Promise<Reply> =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: bodyOf(form),
  });

/** POSTs the same parameters as JSON; a text goes as it is. */
export const postJson = (url: string, body: unknown, headers: HeaderFields = {}): Promise<Reply> =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** RFC 6749 §2.3.1: both halves form-encoded. */
export const basic = (id: string, secret: string): HeaderFields => ({
  authorization: `Basic ${btoa(`${formEncoded(id)}:${formEncoded(secret)}`)}`,
});

export const as = ({ clientId, clientSecret }: AddedClient): HeaderFields => basic(clientId, clientSecret);

export const bearer = (token: string): HeaderFields => ({ authorization: `Bearer ${token}` });

/** Asks for a token by client credentials, with HTTP Basic. */
export const requestToken = (
  cardea: RunningCardea,
  client: AddedClient,
  parameters: Readonly<Record<string, string>> | URLSearchParams = {},
): Promise<Reply> => {
  const form = new URLSearchParams(parameters instanceof URLSearchParams ? parameters : { ...parameters });
  form.set('grant_type', 'client_credentials');
  return post(cardea.endpoint('token'), form, as(client));
};

/** A token, for tests of what comes after. */
export const obtainToken = async (
  cardea: RunningCardea,
  client: AddedClient,
  parameters: Readonly<Record<string, string>> | URLSearchParams = {},
): Promise<string> => {
  const { status, json, text } = await requestToken(cardea, client, parameters);
  if (status !== 200 || typeof json.access_token !== 'string') throw new Error(`no token: ${status} ${text}`);
  return json.access_token;
};

export const introspect = (cardea: RunningCardea, client: AddedClient, token: string): Promise<Reply> =>
  post(cardea.endpoint('introspect'), { token }, as(client));

export const revoke = (cardea: RunningCardea, client: AddedClient, token: string): Promise<Reply> =>
  post(cardea.endpoint('revoke'), { token }, as(client));

/** Bytes as they are, for what no client library can be made to send; the connection is closed after the answer. */
export const sendRaw = async (cardea: RunningCardea, request: string): Promise<{ status: number; text: string }> => {
  const closed = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  const socket = await Bun.connect({
    hostname: '127.0.0.1',
    port: cardea.port,
    socket: {
      data: (_, chunk) => void chunks.push(Buffer.from(chunk)),
      close: () => closed.resolve(),
      error: (_, error) => closed.reject(error),
    },
  });
  socket.write(Buffer.from(request, 'latin1'));
  await closed.promise;
  const text = Buffer.concat(chunks).toString('latin1');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]), text };
};
