import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import { addProvider, browserAtProvider, problemOf } from '../../harness/at-provider.ts';
import { answerOf, authorizationUrl, CODE_VERIFIER, submitConsent } from '../../harness/authorization.ts';
import { countAccounts } from '../../harness/beside.ts';
import { type FakeProvider, startFakeProvider } from '../../harness/fake-provider.ts';
import { addPerson, alice, bob, type Person } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let provider: FakeProvider;
let client: AddedClient;

const url = (): string =>
  authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: 'openid email profile' });

/** Each way to treat people is a provider of its own; behind all of them is the same server. */
const rules: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  trusted: ['--trust-email'],
  links: ['--trust-email', '--match-by', 'email', '--on-match', 'link'],
  names: ['--match-by', 'username', '--on-match', 'link', '--on-no-match', 'deny'],
  domain: ['--trust-email', '--allow-domain', 'provider.example'],
  hosted: ['--hosted-domain', 'work.example'],
  factors: ['--trust-factors', '--refresh-profile'],
};

beforeAll(async () => {
  provider = await startFakeProvider();
  cardea = await startCardea({ env: { CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1', CARDEA_LOGIN_BURST: '1000' } });
  for (const [id, words] of Object.entries(rules)) await addProvider(cardea, id, provider, words);
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  await cardea.cli(['users', 'mod', alice.username, '--email-verified']);
  client = await addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid email profile',
  });
});

afterAll(async () => {
  await cardea.stop();
  provider[Symbol.dispose]();
});

let count = 0;
let subject: string;
beforeEach(() => {
  subject = `subject-of-${++count}`;
  provider.misbehaviour = {};
});

/** Comes from a provider as somebody. */
const arrive = async (id: string, person: Readonly<Record<string, unknown>>) => {
  provider.person = { sub: subject, ...person };
  const there = await browserAtProvider(cardea, url(), id);
  const response = await there.browser.send(provider.answer(there.url));
  return { browser: there.browser, response };
};

/** The ID token that the application gets of whoever has come. */
const claimsOf = async ({ browser, response }: Awaited<ReturnType<typeof arrive>>) => {
  const consent = await browser.follow(response);
  const answer = consent.url.includes('/consent') ? await submitConsent(browser, consent) : consent;
  const redeemed = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answerOf(answer).parameters.code ?? '',
      redirect_uri: REDIRECT_URI,
      code_verifier: CODE_VERIFIER,
    }),
  });
  const tokens: { id_token: string; access_token: string } = JSON.parse(await redeemed.text());
  const userinfo = await fetch(cardea.endpoint('userinfo'), {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  const person: Record<string, unknown> = JSON.parse(await userinfo.text());
  return { ...decodeJwt(tokens.id_token), ...person };
};

const idOf = async ({ username }: Pick<Person, 'username'>): Promise<string> =>
  (await cardea.cli(['users', 'show', username, '--json'])).json<{ id: string }>().id;

describe('S100: somebody from a provider', () => {
  test('is the same person each time, by subject and never by address', async () => {
    const first = await claimsOf(
      await arrive('trusted', { email: `${subject}@x.example`, email_verified: true, name: 'A' }),
    );
    const second = await claimsOf(
      await arrive('trusted', { email: 'other@x.example', email_verified: true, name: 'B' }),
    );
    expect(second.sub).toBe(first.sub ?? '');
    expect(second).toMatchObject({ email: `${subject}@x.example`, email_verified: true, name: 'A', amr: ['fed'] });
    expect(second.acr).toBe('urn:cardea:acr:one-factor');
    subject = `${subject}-other`;
    const third = await claimsOf(await arrive('trusted', { email: 'third@x.example', email_verified: true }));
    expect(third.sub).not.toBe(first.sub ?? '');
  });

  const taken: readonly (readonly [id: string, person: Person, verified: unknown])[] = [
    ['plain', alice, true],
    ['trusted', alice, true],
    ['trusted', alice, false],
    ['links', alice, false],
    ['links', alice, undefined],
    ['links', alice, 'no'],
    // Nobody knows whether the address here is bob's
    ['links', bob, true],
  ];
  test.each(taken)(
    '%s: is not linked to an account by its address alone: %o, verified: %p',
    async (id, { email }, verified) => {
      const before = countAccounts(cardea);
      for (const spelling of [email, email.toUpperCase()]) {
        const { browser, response } = await arrive(id, { email: spelling, email_verified: verified });
        expect(problemOf(response)).toEqual({ status: 400, problem: 'account_exists' });
        expect(browser.cookies.has('cardea_session')).toBe(false);
        expect(response.text).not.toContain(email);
      }
      expect(countAccounts(cardea)).toBe(before);
    },
  );

  test('is not pieced together: an address and the word that it is verified come from one place', async () => {
    provider.misbehaviour = {
      idToken: ({ email: _, ...claims }) => ({ ...claims, email_verified: true }),
      userinfo: (json) => ({ ...json, email: alice.email, email_verified: false }),
    };
    expect(problemOf((await arrive('links', {})).response)).toEqual({ status: 400, problem: 'account_exists' });
    // And what userinfo says of factors and domains is not signed
    provider.misbehaviour = {
      userinfo: (json) => ({ ...json, amr: ['mfa'], acr: 'urn:cardea:acr:two-factor', hd: 'work.example' }),
    };
    expect(problemOf((await arrive('hosted', {})).response).problem).toBe('not_admitted');
    expect((await claimsOf(await arrive('factors', {}))).amr).toEqual(['fed']);
  });

  test('is linked by an address that both sides have verified, where the operator says so; once', async () => {
    const claims = await claimsOf(await arrive('links', { email: alice.email, email_verified: true }));
    expect(claims.sub).toBe(await idOf(alice));
    // The address has got another owner there
    const first = subject;
    subject = `${subject}-new-owner`;
    const { response } = await arrive('links', { email: alice.email, email_verified: true });
    expect(problemOf(response)).toEqual({ status: 400, problem: 'account_exists' });
    subject = first;
    expect((await arrive('links', { email: 'elsewhere@x.example' })).response.status).toBe(303);
    await cardea.cli(['users', 'unlink', alice.username, 'links', '--yes']);
  });

  test('is linked by user name where the operator says so, and refused where there is nobody of that name', async () => {
    const claims = await claimsOf(await arrive('names', { preferred_username: alice.username.toUpperCase() }));
    expect(claims.sub).toBe(await idOf(alice));
    subject = `${subject}-stranger`;
    for (const name of ['nobody-here', alice.email, undefined]) {
      const { response } = await arrive('names', { preferred_username: name });
      expect(problemOf(response).problem).toBe(name === alice.email ? 'account_exists' : 'no_account');
    }
  });

  test('gets a user name of their own, no address that is not known to be theirs, and claims that hold', async () => {
    const person = {
      preferred_username: alice.username,
      email: `${subject}@x.example`,
      email_verified: true,
      name: 'Zoë',
      picture: 'javascript:alert(1)',
      locale: 'not a locale!',
      zoneinfo: 'Europe/Zurich',
    };
    const claims = await claimsOf(await arrive('plain', person));
    expect(claims).toMatchObject({ preferred_username: `${alice.username}2`, name: 'Zoë', zoneinfo: 'Europe/Zurich' });
    for (const claim of ['email', 'picture', 'locale']) expect(claims[claim]).toBeUndefined();
    subject = `${subject}-two`;
    const other = await claimsOf(await arrive('plain', { preferred_username: 'victim@people.example' }));
    expect(other.preferred_username).toBe('victim');
  });

  test('comes from the domain that is asked for, each time', async () => {
    for (const [email, verified] of [
      [`${subject}@elsewhere.example`, true],
      [`${subject}@provider.example`, false],
      [`${subject}@provider.example.evil.example`, true],
      [undefined, true],
    ] as const) {
      const { response } = await arrive('domain', { email, email_verified: verified });
      expect(problemOf(response)).toEqual({ status: 400, problem: 'not_admitted' });
    }
    const good = { email: `${subject}@Provider.Example`, email_verified: true };
    expect((await arrive('domain', good)).response.status).toBe(303);
    const moved = await arrive('domain', { email: `${subject}@elsewhere.example`, email_verified: true });
    expect(problemOf(moved.response).problem).toBe('not_admitted');
    for (const [hd, status] of [
      [undefined, 400],
      ['other.example', 400],
      ['work.example', 303],
    ] as const)
      expect((await arrive('hosted', { hd })).response.status).toBe(status);
  });

  test('has given two factors where the provider says so and is trusted; the profile is taken over anew', async () => {
    const two = await claimsOf(await arrive('factors', { amr: ['pwd', 'mfa'], name: 'Before' }));
    expect(two).toMatchObject({ acr: 'urn:cardea:acr:two-factor', amr: ['fed', 'mfa'], name: 'Before' });
    const one = await claimsOf(await arrive('factors', { amr: ['pwd'], acr: 'loa9', name: 'After' }));
    expect(one).toMatchObject({ acr: 'urn:cardea:acr:one-factor', amr: ['fed'], name: 'After' });
    subject = `${subject}-untrusted`;
    const untrusted = await claimsOf(await arrive('plain', { amr: ['mfa'], acr: 'urn:cardea:acr:two-factor' }));
    expect(untrusted).toMatchObject({ acr: 'urn:cardea:acr:one-factor', amr: ['fed'] });
  });

  test('who is locked or disabled here stays outside (design D12)', async () => {
    const { sub } = await claimsOf(await arrive('plain', { preferred_username: `locked-${count}` }));
    for (const state of ['--lock', '--disable']) {
      await cardea.cli(['users', 'mod', String(sub), state]);
      const { browser, response } = await arrive('plain', {});
      expect(problemOf(response)).toEqual({ status: 400, problem: 'not_admitted' });
      expect(browser.cookies.has('cardea_session')).toBe(false);
    }
    await cardea.cli(['users', 'mod', String(sub), '--enable']);
    expect((await arrive('plain', {})).response.status).toBe(303);
  });

  test('who comes for the first time in many tabs at once gets one account', async () => {
    provider.person = { sub: subject, preferred_username: `racer-${count}` };
    const tabs = await Promise.all(Array.from({ length: 8 }, () => browserAtProvider(cardea, url(), 'plain')));
    const before = countAccounts(cardea);
    const responses = await Promise.all(tabs.map(({ browser, url: at }) => browser.send(provider.answer(at))));
    expect(responses.map(({ status }) => status)).toEqual(tabs.map(() => 303));
    expect(countAccounts(cardea)).toBe(before + 1);
  });
});
