import { describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { isRefusal, type Refusal } from '@cardea/protocol';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { protect } from '../guard/protect.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createProofVerifier } from './proof-verifier.ts';

const URL_ = 'https://api.example.com/photos';
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = await exportJWK(publicKey);
const jkt = await calculateJwkThumbprint(jwk);

const proof = (claims: Readonly<Record<string, unknown>> = {}) =>
  new SignJWT({
    jti: crypto.randomUUID(),
    htm: 'GET',
    htu: URL_,
    iat: Math.floor(Date.now() / 1000),
    ath: createHash('sha256').update('t').digest('base64url'),
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .sign(privateKey);

const code = (value: string | Refusal) => (isRefusal(value) ? value.code : value);

describe('proofs at an API', () => {
  test('are used once, as long as they could come again', async () => {
    const clock = createFakeClock();
    const verify = createProofVerifier(clock);
    const header = await proof();
    const present = async (text: string) =>
      code(await verify({ header: text, method: 'GET', url: URL_, accessToken: 't' }));
    expect(await present(header)).toBe(jkt);
    expect(await present(header)).toBe('dpop.replayed');
    expect(await present(await proof())).toBe(jkt);
    clock.pass(62_000);
    expect(await present(header)).toBe('dpop.time');
  });

  test('that are broken are refused and nothing is thrown', async () => {
    const verify = createProofVerifier(createFakeClock());
    const good = await proof();
    for (const header of ['', 'x', 'a.b.c', `${good}x`, good.replace(/\.[^.]+$/, '.AAAA'), `${good},${good}`]) {
      const result = await verify({ header, method: 'GET', url: URL_, accessToken: 't' });
      expect(code(result)).toMatch(/^dpop\.(malformed|signature|several|algorithm)$/);
    }
    expect(code(await verify({ header: good, method: 'GET', url: URL_, accessToken: 'other' }))).toBe(
      'dpop.token_hash',
    );
  });

  test('open the guard to a bound token alone, behind whatever host name', async () => {
    const clock = createFakeClock();
    const api = protect({
      audience: URL_,
      scopes: [],
      verifyProof: createProofVerifier(clock),
      verify: async () => ({
        subject: 'a',
        clientId: 'c',
        scopes: [],
        audience: [URL_],
        expiresAt: undefined,
        id: undefined,
        jkt,
        claims: {},
      }),
    });
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const outcome = await api.check(new Request('http://internal:8080/photos?q=1', { headers }));
      return outcome instanceof Response
        ? [outcome.status, outcome.headers.get('www-authenticate')?.split(' ')[0]]
        : 'in';
    };
    expect(await ask({ authorization: 'Bearer t' })).toEqual([401, 'DPoP']);
    expect(await ask({ authorization: 'DPoP t' })).toEqual([401, 'DPoP']);
    expect(await ask({ authorization: 'dpop t', dpop: await proof() })).toBe('in');
    expect(await ask({ authorization: 'DPoP t', dpop: await proof({ htm: 'POST' }) })).toEqual([401, 'DPoP']);
  });
});
