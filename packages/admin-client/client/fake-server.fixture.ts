import type { Fetch } from './fetch.ts';

export const ISSUER = 'https://id.example/here';
const TOKEN_ENDPOINT = `${ISSUER}/oauth/token`;

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Behaviour {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly token?: (asked: Asked, count: number) => Answer | Promise<Answer>;
  readonly call?: (asked: Asked, count: number) => Answer | Promise<Answer>;
}

export const granted = (text: string, more: Readonly<Record<string, unknown>> = {}): Answer => ({
  json: { access_token: text, token_type: 'Bearer', expires_in: 3600, ...more },
});

export const DONE: Answer = { json: { result: { data: [] } } };

/** A server that answers as a test says, and remembers what it was asked. */
export const fakeServer = ({
  metadata,
  token = (_, count) => granted(`t${count}`),
  call = () => DONE,
}: Behaviour = {}) => {
  const asked = { metadata: [] as Asked[], tokens: [] as Asked[], calls: [] as Asked[] };
  const answer = (one: Asked): Answer | Promise<Answer> => {
    if (one.url === 'https://id.example/.well-known/oauth-authorization-server/here') {
      asked.metadata.push(one);
      return { json: { issuer: ISSUER, token_endpoint: TOKEN_ENDPOINT, ...metadata } };
    }
    if (one.url === TOKEN_ENDPOINT) return token(one, asked.tokens.push(one));
    return call(one, asked.calls.push(one));
  };
  const fetch: Fetch = async (url, { method, headers, body = '', redirect }) => {
    if (redirect !== 'manual') throw new Error('a redirect would be followed');
    const { status = 200, json, headers: answered } = await answer({ url, method, headers, body });
    return new Response(JSON.stringify(json), { status, headers: { ...answered } });
  };
  return { fetch, asked };
};
