import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { ISSUER, type Person, type RegisteredClient, STARTED_AT_SECONDS, TestEngine } from '../../harness/engine.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const API = 'https://api.example';
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const SCOPES = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access', 'files', 'staff'];

let engine: TestEngine;
let client: RegisteredClient;
let person: Person;

const profile = {
  name: 'Alice Liddell',
  given_name: 'Alice',
  family_name: 'Liddell',
  birthdate: '1852-05-04',
  zoneinfo: 'Europe/London',
  locale: 'en-GB',
  website: 'https://alice.example/',
  phone_number: '+441865123456',
  phone_number_verified: true,
  address: { formatted: 'Christ Church\nOxford', country: 'GB' },
};

beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.cardea.management.resources.add({ uri: API, name: 'API', scopes: ['files'] }, OPERATOR);
  await engine.cardea.management.scopes.add({ name: 'staff', claims: ['birthdate'] }, OPERATOR);
  client = await engine.addClient({ scopes: SCOPES, resources: [ISSUER, API] });
  person = await engine.addPerson({ email: 'alice@people.example', emailVerified: true, profile });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const claimsFor = async (scope: string, request = {}) =>
  engine.userinfo((await engine.tokens({ client, person, request: { scope, ...request } })).access_token);

describe('userinfo (OpenID Connect Core §5.3, §5.4) (parity: userinfo)', () => {
  test('tells the subject for openid alone', async () => {
    expect(await claimsFor('openid')).toEqual({ sub: person.id });
  });

  test('the claims parameter widens nothing that the person agreed to (§5.5)', async () => {
    const claims = JSON.stringify({ userinfo: { email: null, phone_number: { essential: true } } });
    expect(await claimsFor('openid', { claims })).toEqual({ sub: person.id });
  });

  test('tells the claims of each scope with their types (§5.1)', async () => {
    expect(await claimsFor('openid profile')).toEqual({
      sub: person.id,
      name: 'Alice Liddell',
      given_name: 'Alice',
      family_name: 'Liddell',
      birthdate: '1852-05-04',
      zoneinfo: 'Europe/London',
      locale: 'en-GB',
      website: 'https://alice.example/',
      preferred_username: person.username,
      updated_at: STARTED_AT_SECONDS,
    });
    expect(await claimsFor('openid email')).toEqual({
      sub: person.id,
      email: 'alice@people.example',
      email_verified: true,
    });
    expect(await claimsFor('openid phone address')).toEqual({
      sub: person.id,
      phone_number: '+441865123456',
      phone_number_verified: true,
      address: { formatted: 'Christ Church\nOxford', country: 'GB' },
    });
  });

  test('tells what a registered scope releases', async () => {
    expect(await claimsFor('openid staff')).toEqual({ sub: person.id, birthdate: '1852-05-04' });
  });

  test('says nothing of what is not there', async () => {
    const bare = await engine.addPerson();
    const { access_token } = await engine.tokens({
      client,
      person: bare,
      request: { scope: 'openid email phone address' },
    });
    expect(await engine.userinfo(access_token)).toEqual({ sub: bare.id });
  });

  test('tells the same where the token is for an API besides (RFC 8707)', async () => {
    const claims = await claimsFor('openid email files', { resource: API });
    expect(claims).toMatchObject({ sub: person.id, email: 'alice@people.example' });
  });

  test('tells what a narrowed token may', async () => {
    const tokens = await engine.tokens({ client, person, request: { scope: 'openid email offline_access' } });
    const narrow = granted(await engine.refresh(client, tokens.refresh_token, { scope: 'openid' }));
    expect(await engine.userinfo(narrow.access_token)).toEqual({ sub: person.id });
  });

  test('is signed for a client that is registered so, for it alone (§5.3.2)', async () => {
    const signed = await engine.addClient({ scopes: SCOPES, userinfoSigningAlgorithm: 'ES256' });
    const { access_token } = await engine.tokens({ client: signed, person, request: { scope: 'openid email' } });
    const token = granted(await engine.cardea.engine.verifyAccessToken(access_token));
    const answer = granted(await engine.cardea.engine.userinfo(token));
    const keys: JSONWebKeySet = { keys: engine.cardea.keyring.verificationKeys().map((key) => ({ ...key })) };
    const { payload } = await jwtVerify('jwt' in answer ? answer.jwt : '', createLocalJWKSet(keys), {
      issuer: ISSUER,
      audience: signed.id,
    });
    expect(payload).toEqual({
      iss: ISSUER,
      aud: signed.id,
      sub: person.id,
      email: 'alice@people.example',
      email_verified: true,
    });
  });

  test('follows changes of the person at once', async () => {
    const changing = await engine.addPerson({ profile: { name: 'Before' } });
    const { access_token } = await engine.tokens({ client, person: changing, request: { scope: 'openid profile' } });
    await engine.cardea.management.accounts.modify({ id: changing.id, profile: { name: 'After' } }, OPERATOR);
    expect((await engine.userinfo(access_token)).name).toBe('After');
  });

  test('is for a person: a token of a client for itself opens nothing', async () => {
    const machine = await engine.addClient({ grantTypes: ['client_credentials'], scopes: [] });
    const { access_token } = granted(await engine.token(machine, { grant_type: 'client_credentials' }));
    const token = granted(await engine.cardea.engine.verifyAccessToken(access_token));
    expect(refused(await engine.cardea.engine.userinfo(token))).toMatchObject({ error: 'insufficient_scope' });
  });
});
