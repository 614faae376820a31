// INV4, INV6, INV7: whatever is sent, the answer is in order, and nothing is left behind
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { tracesIn } from '../harness/beside.ts';
import { expectErrorShape } from '../harness/expect-refusal.ts';
import { obtainToken, type Reply, revoke, send } from '../harness/oauth.ts';
import { addClient, addResource } from '../harness/registrations.ts';
import { createSecretWatch } from '../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { exchange } from '../security/http/raw-exchange.ts';
import { type FuzzRequest, fuzzRequest, type Placeholder, placeholders } from './request.ts';

/** More of them: FUZZ_RUNS=100000 bun run test --only tests/fuzz */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const TIME_LIMIT_MS = 60_000 + RUNS * 50;
/** Issued tokens that are looked for in the log and the database afterwards. */
const WATCHED = 200;
const WRONG = 'a-secret-that-is-not-right';

const watch = createSecretWatch();
let cardea: RunningCardea;
let values: Record<Placeholder, string>;

beforeAll(async () => {
  // Wrong credentials come from one address by the thousand.
  const env = { CARDEA_CREDENTIAL_BURST: '100000', CARDEA_CORS_ORIGINS: 'https://spa.example' };
  cardea = await startCardea({ env });
  await addResource(cardea, { uri: 'https://api.example', scope: 'a b' });
  await addResource(cardea, { uri: 'https://jwt.example', format: 'jwt', scope: 'a b' });
  const resources = ['https://api.example', 'https://jwt.example'];
  const client = await addClient(cardea, { name: 'fuzz', scope: 'a b', resources });
  const ended = await obtainToken(cardea, client);
  await revoke(cardea, client, ended);
  values = {
    '{client}': client.clientId,
    '{secret}': watch.keep(client.clientSecret),
    '{token}': watch.keep(await obtainToken(cardea, client)),
    '{ended}': watch.keep(ended),
    '{jwt}': watch.keep(await obtainToken(cardea, client, { resource: 'https://jwt.example' })),
    '{wrong}': watch.keep(WRONG),
  };
});
afterAll(() => watch.stop(cardea), 60_000);

/** A text with what its placeholders stand for, escaped as it has to be there. */
const filled = (text: string, quote: (value: string) => string = (value) => value): string =>
  placeholders.reduce((sofar, each) => sofar.replaceAll(quote(each), quote(values[each])), text);

const filledHeader = (text: string): string => {
  const plain = filled(text);
  const credentials = /^(basic) (.*:.*)$/i.exec(plain);
  return credentials ? `${credentials[1]} ${btoa(credentials[2] ?? '')}` : plain;
};

const bodyOf = ({ body, headers }: FuzzRequest): BodyInit | null => {
  if (typeof body !== 'string') return body ?? null;
  return headers['content-type'] === 'application/json' ? filled(body) : filled(filled(body, encodeURIComponent));
};

const perform = (request: FuzzRequest): Promise<Reply> => {
  const headers = Object.entries(request.headers).map(([name, text]) => [name, filledHeader(text)]);
  const search = request.query === '' ? '' : `?${filled(request.query, encodeURIComponent)}`;
  return send(cardea.issuer + request.path + search, {
    method: request.method,
    headers: Object.fromEntries(headers),
    body: bodyOf(request),
  });
};

const expectNoSecret = ({ text, headers }: Reply): void => {
  const said = `${text}${JSON.stringify([...headers])}`;
  for (const secret of [values['{secret}'], values['{token}'], values['{ended}'], WRONG])
    expect(said).not.toContain(secret);
};

describe('any request after the grammar of HTTP', () => {
  test(
    'is answered in order, and only a granted one leaves a token',
    async () => {
      const seen = new Map<number, number>();
      let issued = 0;
      const property = fc.asyncProperty(fuzzRequest, async (request) => {
        const before = tracesIn(cardea);
        const reply = await perform(request);
        const after = tracesIn(cardea);
        seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1);

        expect(reply.status).toBeLessThan(500);
        if (reply.status >= 400 && request.method !== 'HEAD') expectErrorShape(reply);
        const isDocument = request.path.startsWith('/.well-known/') && reply.status < 400;
        if (!isDocument) expect(reply.headers.get('cache-control')).toBe('no-store');
        expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
        expectNoSecret(reply);

        const granted = typeof reply.json.access_token === 'string';
        if (granted) issued += 1;
        if (granted && issued <= WATCHED) watch.keep(String(reply.json.access_token));
        const revoked = reply.status === 200 && request.path === '/api/v1/oauth/revoke';
        expect(after.tokens - before.tokens).toBe(granted ? 1 : 0);
        expect(after.clients).toBe(before.clients);
        if (!granted && !revoked)
          expect({ status: reply.status, ...after }).toEqual({ status: reply.status, ...before });
        if (before.liveTokens > after.liveTokens) {
          expect(revoked).toBe(true);
          await renewTokens();
        }
      });
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
      // The grammar reaches what it is meant to reach.
      for (const status of [200, 400, 401, 404, 405, 415])
        expect([status, seen.get(status) ?? 0]).not.toEqual([status, 0]);
      expect(issued).toBeGreaterThan(RUNS / 100);
    },
    TIME_LIMIT_MS,
  );
});

/** Others instead of tokens that a request has ended. */
const renewTokens = async (): Promise<void> => {
  const owner = { clientId: values['{client}'], clientSecret: values['{secret}'] };
  values['{token}'] = watch.keep(await obtainToken(cardea, owner));
  values['{jwt}'] = watch.keep(await obtainToken(cardea, owner, { resource: 'https://jwt.example' }));
};

describe('any bytes', () => {
  const wellFormed = (body: string): string =>
    `POST /api/v1/oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const change = fc.tuple(
    fc.nat(),
    fc.constantFrom('', '\r', '\n', '\r\n', ':', ' ', '\0', '\t', '\xff', 'Transfer-Encoding: chunked\r\n'),
  );
  const mutatedRequest = fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((sofar, [at, text]) => {
      const index = at % (sofar.length + 1);
      return sofar.slice(0, index) + text + sofar.slice(index + (at % 3));
    }, wellFormed('grant_type=nonsense&client_id=nobody')),
  );
  const bytes = fc.oneof(
    mutatedRequest,
    fc.uint8Array({ minLength: 1, maxLength: 400 }).map((each) => Buffer.from(each).toString('latin1')),
  );

  test(
    'are answered, or end their connection, and harm nobody else',
    async () => {
      const before = tracesIn(cardea);
      const samples = fc.sample(bytes, Math.max(300, RUNS / 5));
      // What leaves the server waiting is let go after its time; all wait at once.
      const outcomes = await Promise.all(samples.map((sample) => exchange(cardea.port, sample)));
      for (const { answers } of outcomes)
        for (const { status } of answers) expect(status === 505 || status < 500).toBe(true);
      expect(tracesIn(cardea)).toEqual(before);
      expect((await send(`${cardea.issuer}/livez`)).status).toBe(200);
    },
    TIME_LIMIT_MS,
  );
});
