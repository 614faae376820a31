import { describe, expect, test } from 'bun:test';
import type { RemoteAnswer, RemoteFailure } from '../../ports/remote-api.ts';
import { createDiscovery } from './discovery.ts';

const ISSUER = 'https://login.example/tenant';
const document = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
};

const setUp = () => {
  const asked: string[] = [];
  let nowMs = 1_800_000_000_000;
  let answer: RemoteAnswer | RemoteFailure = { status: 200, json: document };
  const discovery = createDiscovery({
    clock: { nowMs: () => nowMs },
    api: async (url) => {
      asked.push(url);
      return answer;
    },
  });
  return {
    discovery,
    asked,
    later: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    says: (next: RemoteAnswer | RemoteFailure) => {
      answer = next;
    },
  };
};

describe('the discovery document of a provider', () => {
  test('lies behind its issuer, with or without a slash at the end (OpenID Connect Discovery §4.1)', async () => {
    const { discovery, asked, says } = setUp();
    await discovery.find(ISSUER);
    says({ status: 200, json: { ...document, issuer: 'https://login.example/' } });
    expect(await discovery.find('https://login.example/')).toMatchObject({ issuer: 'https://login.example/' });
    expect(asked).toEqual([
      `${ISSUER}/.well-known/openid-configuration`,
      'https://login.example/.well-known/openid-configuration',
    ]);
  });

  test('is fetched once for ten minutes, and once for all who ask at the same time', async () => {
    const { discovery, asked, later } = setUp();
    await Promise.all([discovery.find(ISSUER), discovery.find(ISSUER)]);
    later(599);
    await discovery.find(ISSUER);
    expect(asked).toHaveLength(1);
    later(1);
    await discovery.find(ISSUER);
    expect(asked).toHaveLength(2);
  });

  test('is used for an hour longer while it cannot be had, which is asked every fifteen seconds', async () => {
    const { discovery, asked, later, says } = setUp();
    await discovery.find(ISSUER);
    says({ failure: 'connect' });
    later(600);
    expect(await discovery.find(ISSUER)).toHaveProperty('issuer');
    later(14);
    await discovery.find(ISSUER);
    expect(asked).toHaveLength(2);
    later(3590);
    expect(await discovery.find(ISSUER)).toEqual({ failure: 'connect' });
    expect(asked).toHaveLength(3);
    says({ status: 200, json: document });
    expect(await discovery.find(ISSUER)).toEqual({ failure: 'connect' });
    later(15);
    expect(await discovery.find(ISSUER)).toHaveProperty('issuer');
  });

  test.each([
    [{ ...document, issuer: `${ISSUER}/` }, 'issuer_differs'],
    [{ ...document, issuer: ISSUER.toUpperCase() }, 'issuer_differs'],
    [{ ...document, token_endpoint: undefined }, 'endpoint_missing'],
    [{ ...document, token_endpoint: 'http://login.example/token' }, 'endpoint_missing'],
    [{ ...document, authorization_endpoint: 'javascript:alert(1)' }, 'endpoint_missing'],
    [{ ...document, jwks_uri: 'https://me:x@login.example/jwks' }, 'endpoint_missing'],
    [{ ...document, id_token_signing_alg_values_supported: ['none', 'HS256'] }, 'algorithms_unknown'],
    [null, 'not_an_object'],
  ])('that is wrong is none: %#', async (json, failure) => {
    const { discovery, says } = setUp();
    says({ status: 200, json });
    expect(await discovery.find(ISSUER)).toEqual({ failure });
  });
});
