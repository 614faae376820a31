import { describe, expect, test } from 'bun:test';
import type { Client } from '@cardea/core';
import { aClient, aClientSecret } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** A client in which every optional setting is set. */
const aFullClient = (): Client =>
  aClient({
    enabled: false,
    authMethod: 'private_key_jwt',
    secrets: [
      aClientSecret({ expiresAt: 1_900_000_000 }),
      aClientSecret({ hash: { kind: 'argon2id', phc: '$argon2id$v=19$…' } }),
    ],
    jwks: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }],
    jwksUri: 'https://client.example/jwks',
    assertionAlgorithm: 'ES256',
    resources: ['https://api.example'],
    accessTokenTtlSeconds: 300,
    maxAccessTokenTtlSeconds: 600,
    tokenLimit: 3,
    personTokenLimit: 15,
    personRefreshLimit: 20,
    refreshTokenRate: 10,
    pastLimits: 'refuse',
    requirePushedRequests: true,
    requireSignedRequestObject: true,
    requestObjectSigningAlgorithm: 'PS256',
    requestUris: ['https://client.example/request'],
    requestsPerMinute: 60,
    redirectUris: ['https://client.example/callback', 'http://127.0.0.1/callback'],
    applicationType: 'native',
    requirePkce: false,
    consent: 'remembered',
    responseTypes: ['code', 'code id_token'],
    postLogoutRedirectUris: ['https://client.example/bye'],
    subjectType: 'pairwise',
    sectorIdentifier: 'client.example',
    idTokenSigningAlgorithm: 'RS256',
    userinfoSigningAlgorithm: 'ES256',
    defaultMaxAgeSeconds: 0,
    refreshIdleSeconds: 3600,
    refreshMaxSeconds: 86_400,
    rotateRefreshTokens: false,
    logoUri: 'https://client.example/logo',
    clientUri: 'https://client.example/',
    policyUri: 'https://client.example/policy',
    termsUri: 'https://client.example/terms',
    contacts: ['ada@client.example'],
    softwareId: 'b4e1',
    softwareVersion: '1.0',
    localized: { 'client_name#fr': 'Un client' },
    initiateLoginUri: 'https://client.example/login',
    requireAuthTime: true,
    defaultAcrValues: ['1'],
    provenance: 'dynamic',
    registrationAccessHash: 'aGFzaA',
    softwareStatement: 'e30.e30.AA',
    sectorIdentifierUri: 'https://client.example/sector',
    identityChangedAt: 1_800_000_001,
    documentFreshUntil: 1_800_000_002,
    lastUsedAt: 1_800_000_003,
    factors: 'two_factors',
  });

export const clientsContract = (open: OpenEmpty): void => {
  describe('clients', () => {
    const subject = openForGroup(open);
    const add = (client: Client): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
    const replace = (client: Client): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'client.replace', client }, changes: [] });

    test('an unknown client is not found', async () => {
      expect(await subject.stores.clients.find('nobody')).toBeUndefined();
      expect(await subject.stores.clients.findFresh('nobody')).toBeUndefined();
    });

    test('a client is found as it was inserted, with and without its optional settings', async () => {
      for (const client of [aClient(), aFullClient()]) {
        expect(await add(client)).toBe(true);
        expect(await subject.stores.clients.find(client.id)).toEqual(client);
        expect(await subject.stores.clients.findFresh(client.id)).toEqual(client);
      }
    });

    test('a client that was looked for in vain is found as soon as it exists', async () => {
      const client = aClient();
      expect(await subject.stores.clients.find(client.id)).toBeUndefined();
      await add(client);
      expect(await subject.stores.clients.find(client.id)).toEqual(client);
    });

    test('an id is given once', async () => {
      const client = aClient();
      await add(client);
      expect(await add({ ...client, name: 'Another' })).toBe(false);
      expect((await subject.stores.clients.findFresh(client.id))?.name).toBe(client.name);
    });

    test('a replacement follows the version it was made from, and no other', async () => {
      const client = aClient();
      await add(client);
      await subject.stores.clients.find(client.id);
      const next: Client = { ...aFullClient(), id: client.id, version: 2 };
      expect(await replace({ ...next, version: 3 })).toBe(false);
      expect(await replace(next)).toBe(true);
      expect(await replace(next)).toBe(false);
      expect(await subject.stores.clients.find(client.id)).toEqual(next);
      expect(await subject.stores.clients.findFresh(client.id)).toEqual(next);
    });

    test('no change of a former client falls on a later one with its id', async () => {
      const former = aClient({ version: 1_000 });
      await add(former);
      await replace({ ...former, version: 1_001 });
      await subject.stores.commit({ guard: { kind: 'client.delete', id: former.id }, changes: [] });
      // A version begins with the milliseconds of its registration, which come after all changes of the former
      const later = { ...former, name: 'Another', version: 1_050 };
      await add(later);
      for (const version of [1_001, 1_002, 1_050]) expect(await replace({ ...former, version })).toBe(false);
      expect(await subject.stores.clients.findFresh(former.id)).toEqual(later);
    });

    test('an optional setting can be taken away', async () => {
      const client = aFullClient();
      await add(client);
      const { tokenLimit: _, jwks: __, ...rest } = client;
      await replace({ ...rest, version: 2 });
      expect(await subject.stores.clients.find(client.id)).toEqual({ ...rest, version: 2 });
    });

    test('a client that does not exist is neither replaced nor deleted', async () => {
      expect(await replace(aClient({ version: 2 }))).toBe(false);
      expect(await subject.stores.commit({ guard: { kind: 'client.delete', id: 'nobody' }, changes: [] })).toBe(false);
    });

    test('a deleted client is gone', async () => {
      const client = aClient();
      await add(client);
      await subject.stores.clients.find(client.id);
      expect(await subject.stores.commit({ guard: { kind: 'client.delete', id: client.id }, changes: [] })).toBe(true);
      expect(await subject.stores.clients.find(client.id)).toBeUndefined();
    });

    test('the guard `client.unchanged` wants the version and an enabled client', async () => {
      const [client, disabled] = [aClient({ version: 7 }), aClient({ enabled: false })];
      await add(client);
      await add(disabled);
      const unchanged = (id: string, version: number): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'client.unchanged', id, version }, changes: [] });
      expect(await unchanged(client.id, 7)).toBe(true);
      expect(await unchanged(client.id, 6)).toBe(false);
      expect(await unchanged(disabled.id, 1)).toBe(false);
    });

    test('a list goes on after the client named, in the order of creation', async () => {
      const created = Array.from({ length: 5 }, () => aClient());
      for (const client of created) await add(client);
      await replace({ ...(created[1] ?? aClient()), version: 2 });
      const all = await subject.stores.clients.list({ limit: 1000 });
      const ids = created.map((client) => client.id);
      expect(all.map((client) => client.id).filter((id) => ids.includes(id))).toEqual(ids);
      const page = await subject.stores.clients.list({ limit: 2, after: ids[1] });
      expect(page.map((client) => client.id)).toEqual(ids.slice(2, 4));
      expect(await subject.stores.clients.list({ limit: 2, after: ids[4] })).toEqual([]);
    });
  });
};
