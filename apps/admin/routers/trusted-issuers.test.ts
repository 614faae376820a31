import { describe, expect, test } from 'bun:test';
import { adminFixture, ISSUER as OWN, refusalOf } from '../admin.fixture.ts';

const ISSUER = 'https://ci.example';
const KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'one' };
const trusted = { issuer: ISSUER, name: 'CI', jwks: { keys: [KEY] }, subjects: 'service', scopes: ['deploy'] } as const;

describe('trusted issuers', () => {
  test('are registered, listed, changed and removed, each with one audit entry', async () => {
    const { admin, audit } = await adminFixture();
    const added = await admin.trustedIssuers.add(trusted);
    expect(added).toMatchObject({ issuer: ISSUER, enabled: true, version: 1, jwks: [KEY], clients: [] });
    expect((await admin.trustedIssuers.list()).items).toEqual([added]);
    const changed = await admin.trustedIssuers.modify({
      issuer: ISSUER,
      version: 1,
      jwksUri: 'https://ci.example/keys',
      scopes: ['deploy', 'read'],
    });
    expect(changed).toMatchObject({ version: 2, jwksUri: 'https://ci.example/keys', scopes: ['deploy', 'read'] });
    expect(changed.jwks).toBeUndefined();
    expect(await admin.trustedIssuers.modify({ issuer: ISSUER, name: 'CI' })).toEqual(changed);
    await admin.trustedIssuers.remove({ issuer: ISSUER });
    expect((await admin.trustedIssuers.list()).items).toEqual([]);
    expect((await audit()).map(({ action }) => action)).toEqual([
      'trusted_issuer.created',
      'trusted_issuer.updated',
      'trusted_issuer.deleted',
    ]);
  });

  test('are refused where something of them is wrong', async () => {
    const { admin } = await adminFixture();
    const codeOf = async (changes: object): Promise<string> =>
      (await refusalOf(admin.trustedIssuers.add({ ...trusted, ...changes }))).code;
    for (const changes of [
      { issuer: 'ci' },
      { issuer: 'ftp://ci.example' },
      { issuer: 'https://ci.example?x' },
      { issuer: OWN },
      { jwks: undefined },
      { jwksUri: 'https://ci.example/keys' },
      { jwks: { keys: [{ ...KEY, d: 'x' }] } },
      { jwks: undefined, jwksUri: 'http://ci.example/keys' },
      { algorithms: [] },
      { algorithms: ['HS256'] },
      { scopes: ['openid'] },
      { name: '' },
    ])
      expect({ changes, code: await codeOf(changes) }).toEqual({ changes, code: 'trusted_issuer.invalid' });
    expect(await codeOf({ clients: ['nobody'] })).toBe('trusted_issuer.client_unknown');
    await admin.trustedIssuers.add(trusted);
    expect(await codeOf({})).toBe('trusted_issuer.exists');
    const { trustedIssuers } = admin;
    expect((await refusalOf(trustedIssuers.show({ issuer: 'https://other.example' }))).code).toBe(
      'trusted_issuer.not_found',
    );
    expect((await refusalOf(trustedIssuers.modify({ issuer: ISSUER, version: 7, name: 'X' }))).code).toBe(
      'trusted_issuer.conflict',
    );
  });
});
