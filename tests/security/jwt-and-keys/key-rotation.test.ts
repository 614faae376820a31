import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { atOnce } from '../../harness/at-once.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { obtainToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const API = 'https://api.example.com';
const VERIFIERS = 20;
const ROTATIONS = 3;
const STEP_SECONDS = 45;
/** More than a key is published before it signs. */
const STEPS = 9;
const TOKENS_A_STEP = 20;
const TOKEN_SECONDS = 3600;
const secrets = createSecretWatch();
let clock: MovedClock;
let cardea: RunningCardea;
let client: AddedClient;

/** An API that fetches the key set when its copy is as old as max-age allows, and for no other reason. */
interface Verifier {
  verify(token: string): Promise<string | undefined>;
}

const createVerifier = (firstAgeSeconds: number): Verifier => {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let freshUntil = 0;
  const refresh = async (): Promise<ReturnType<typeof createLocalJWKSet>> => {
    const { headers, text } = await send(`${cardea.issuer}/.well-known/jwks.json`);
    const maxAge = Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1]);
    // So that not all of them look at the same moment.
    freshUntil = clock.nowSeconds() + maxAge - (keys ? 0 : firstAgeSeconds);
    return createLocalJWKSet(JSON.parse(text));
  };
  return {
    async verify(token) {
      if (keys === undefined || clock.nowSeconds() >= freshUntil) keys = await refresh();
      const currentDate = new Date(clock.nowSeconds() * 1000);
      return jwtVerify(token, keys, { issuer: cardea.issuer, audience: API, typ: 'at+jwt', currentDate }).then(
        () => undefined,
        (error: Error) => error.message,
      );
    },
  };
};

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({
    env: { ...clock.env, CARDEA_DEMO: 'false', CARDEA_MAX_ACCESS_TOKEN_TTL: `${TOKEN_SECONDS}s` },
  });
  await addResource(cardea, { uri: API, format: 'jwt' });
  client = await addClient(cardea, { name: 'client', scope: 'a', resources: [API] });
});

afterAll(async () => {
  await secrets.stop(cardea);
  await clock[Symbol.asyncDispose]();
});

test('S054: three rotations during issuance: 20 APIs that cache the keys for max-age never fail to verify', async () => {
  const verifiers = Array.from({ length: VERIFIERS }, (_, index) => createVerifier(index * 14));
  const failures: string[] = [];
  const check = async (token: string, index: number): Promise<void> => {
    const failure = await verifiers[index % VERIFIERS]?.verify(token);
    if (failure !== undefined) failures.push(failure);
  };
  const kids = new Set<string | undefined>();
  const kept: { readonly token: string; readonly at: number }[] = [];

  for (let rotation = 0; rotation < ROTATIONS; rotation++) {
    const rotating = cardea.cli(['keys', 'rotate', '--json']);
    for (let step = 0; step < STEPS; step++) {
      const at = clock.nowSeconds();
      await atOnce(TOKENS_A_STEP, async (index) => {
        const token = await obtainToken(cardea, client);
        kids.add(decodeProtectedHeader(token).kid);
        if (index === 0) kept.push({ token: secrets.keep(token), at });
        await check(token, index);
      });
      await rotating;
      const living = kept.filter(({ at: issuedAt }) => clock.nowSeconds() - issuedAt < TOKEN_SECONDS - STEP_SECONDS);
      await Promise.all(living.map(({ token }, index) => check(token, index + step)));
      await clock.advance(STEP_SECONDS);
    }
  }
  expect(failures).toEqual([]);
  expect(kids.size).toBe(ROTATIONS + 1);

  // The last token of a retired key is verified to its end by an API that reads the keys only then.
  const last = kept.at(-1)?.token ?? '';
  await cardea.cli(['keys', 'rotate', '--now', '--json']);
  await clock.advance(TOKEN_SECONDS - 2 * STEP_SECONDS);
  expect(await createVerifier(0).verify(last)).toBeUndefined();
});
