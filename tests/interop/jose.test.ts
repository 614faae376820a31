import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createRemoteJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256'];
const resourceOf = (algorithm: string): string => `https://api.example.com/${algorithm.toLowerCase()}`;

let cardea: RunningCardea;
let client: AddedClient;

const tokenFor = async (resource: string): Promise<string> => {
  const response = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  expect(response.status).toBe(200);
  const { access_token }: { access_token: string } = JSON.parse(await response.text());
  return access_token;
};

const jwksUrl = (): URL => new URL(`${cardea.issuer}/.well-known/jwks.json`);
const publishedKeys = async (): Promise<JSONWebKeySet> => JSON.parse(await (await fetch(jwksUrl())).text());

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_SIGNING_ALGORITHMS: ALGORITHMS.join(',') } });
  for (const algorithm of ALGORITHMS) {
    await addResource(cardea, {
      uri: resourceOf(algorithm),
      format: 'jwt',
      words: ['--algorithm', algorithm],
    });
  }
  client = await addClient(cardea, { name: 'jose', scope: 'a', resources: ALGORITHMS.map(resourceOf) });
});

afterAll(() => cardea.stop());

describe('jose', () => {
  test.each(ALGORITHMS)('verifies a token signed with %s by the published keys', async (algorithm) => {
    const token = await tokenFor(resourceOf(algorithm));
    const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(jwksUrl()), {
      issuer: cardea.issuer,
      audience: resourceOf(algorithm),
      typ: 'at+jwt',
      algorithms: [algorithm],
      requiredClaims: ['sub', 'client_id', 'iat', 'exp', 'jti'],
    });
    expect(payload.sub).toBe(client.clientId);
    expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  });

  test('S053: the key set holds public members only, with kid, alg and use, and can be cached', async () => {
    const response = await fetch(jwksUrl());
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.get('cache-control')).toMatch(/max-age=[1-9]/);
    const { keys } = await publishedKeys();
    expect(keys.length).toBeGreaterThanOrEqual(ALGORITHMS.length);
    for (const key of keys) {
      expect(
        Object.keys(key).filter((name) => !['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'alg', 'use'].includes(name)),
      ).toEqual([]);
      expect(key).toMatchObject({ kid: expect.any(String), alg: expect.any(String), use: 'sig' });
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  test('a key that is rotated at once: new tokens bear the new key, old ones are still verified', async () => {
    const resource = resourceOf('ES256');
    const keySet = createRemoteJWKSet(jwksUrl(), { cooldownDuration: 0 });
    const before = await tokenFor(resource);
    await jwtVerify(before, keySet);
    await cardea.cli(['keys', 'rotate', '--algorithm', 'ES256', '--now']);
    const after = await tokenFor(resource);
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid ?? '');
    for (const token of [before, after]) {
      const { payload } = await jwtVerify(token, keySet, { issuer: cardea.issuer, audience: resource });
      expect(payload.client_id).toBe(client.clientId);
    }
  });

  test('a key that is revoked is published no more, and its tokens are refused', async () => {
    const resource = resourceOf('RS256');
    const token = await tokenFor(resource);
    const { kid = '' } = decodeProtectedHeader(token);
    await cardea.cli(['keys', 'retire', kid, '--yes']);
    expect((await publishedKeys()).keys.map((key) => key.kid)).not.toContain(kid);
    expect(jwtVerify(token, createRemoteJWKSet(jwksUrl()))).rejects.toThrow('no applicable key');
    expect(decodeProtectedHeader(await tokenFor(resource)).kid).not.toBe(kid);
  });
});
