import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { authorizationUrl, CODE_VERIFIER } from '../../harness/authorization.ts';
import { devMails, mailTo } from '../../harness/dev-mail.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { as, post } from '../../harness/oauth.ts';
import type { Person } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);
const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let client: AddedClient;
let strict: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({
    env: {
      CARDEA_EMAIL_STEP: 'true',
      CARDEA_EMAIL_CODES: 'true',
      CARDEA_LOGIN_BURST: '1000',
      CARDEA_TRUSTED_PROXIES: '127.0.0.1',
    },
  });
  const web = { grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  client = await addClient(cardea, { ...web, name: 'Web', words: ['--consent', 'implicit'] });
  strict = await addClient(cardea, {
    ...web,
    name: 'Bank',
    words: ['--consent', 'implicit', '--factors', 'two_factors'],
  });
});
afterAll(() => cardea.stop());

const somebody = async (isVerified = true): Promise<Person> => {
  const username = `person-${randomUUID().slice(0, 8)}`;
  const person = { username, email: `${username}@people.example`, password: 'correct horse battery staple, Übung' };
  const verified = isVerified ? ['--email-verified'] : [];
  await cardea.cli(['users', 'add', '--username', username, '--email', person.email, '--password-stdin', ...verified], {
    stdin: person.password,
  });
  return person;
};

const fromElsewhere = (): Readonly<Record<string, string>> => ({
  origin: cardea.issuer,
  'sec-fetch-site': 'same-origin',
  'x-forwarded-for': `10.${[...randomBytes(3)].join('.')}`,
});

interface At {
  readonly browser: HttpBrowser;
  readonly page: PageResponse;
}

/** A browser after the password. */
const afterPassword = async (person: Person, of: AddedClient = client): Promise<At> => {
  const browser = new HttpBrowser(cardea.issuer);
  const url = authorizationUrl(cardea, { client_id: of.clientId, redirect_uri: REDIRECT_URI, scope: 'openid' });
  const first = await browser.open(url);
  const sent = await browser.submit(
    first.forms[0],
    { username: person.username, password: person.password },
    fromElsewhere(),
  );
  return { browser, page: await browser.follow(sent) };
};

const sendCode = async ({ browser, page }: At): Promise<At> => ({
  browser,
  page: await browser.submit(page.forms[0], { do: 'send' }, fromElsewhere()),
});

const codeOf = async ({ email }: Person, count = 1): Promise<string> => {
  const { text } = await mailTo(cardea, email, count);
  const [code = ''] = /^\d{8}$/m.exec(text) ?? [];
  expect(code).toHaveLength(8);
  return code;
};

const type = async ({ browser, page }: At, code: string): Promise<PageResponse> =>
  browser.follow(await browser.submit(page.forms[0], { code }, fromElsewhere()));

const isAsked = ({ url }: PageResponse): boolean => url.includes('/login/factor');

describe('a code by mail after the password (CARDEA_EMAIL_STEP)', () => {
  test('is asked for, mailed on demand alone, and signs in once; acr and amr say one factor', async () => {
    const person = await somebody();
    const at = await afterPassword(person);
    expect([isAsked(at.page), at.page.text.includes('id="factor-send"')]).toEqual([true, true]);
    // Opening the page sends nothing
    expect((await devMails(cardea)).filter(({ to }) => to === person.email)).toEqual([]);
    const sent = await sendCode(at);
    const code = await codeOf(person);
    expect((await type(sent, code === '00000000' ? '00000001' : '00000000')).status).toBe(400);
    const answer = await type(sent, code);
    const redeemed = await post(
      cardea.endpoint('token'),
      {
        grant_type: 'authorization_code',
        code: new URL(answer.location ?? 'none:').searchParams.get('code') ?? '',
        redirect_uri: REDIRECT_URI,
        code_verifier: CODE_VERIFIER,
      },
      as(client),
    );
    expect(decodeJwt(String(redeemed.json.id_token))).toMatchObject({
      amr: ['pwd', 'email'],
      acr: 'urn:cardea:acr:one-factor',
    });
    // Of no use in another sign-in
    const again = await sendCode(await afterPassword(person));
    expect((await type(again, code)).status).toBe(400);
  });

  test('is dead after five wrong ones', async () => {
    const person = await somebody();
    const sent = await sendCode(await afterPassword(person));
    const code = await codeOf(person);
    for (let attempt = 0; attempt < 5; attempt++) expect((await type(sent, '1')).status).not.toBe(303);
    const late = await type(sent, code);
    expect([late.location, isAsked(late)]).toEqual([undefined, true]);
  });

  test('is not asked for after a code from the same mailbox, nor where the address is not verified', async () => {
    const person = await somebody();
    const browser = new HttpBrowser(cardea.issuer);
    const { url } = await browser.open(`${cardea.issuer}/account`);
    const form = await browser.open(`${cardea.issuer}/login/code?flow=${new URL(url).searchParams.get('flow')}`);
    const asked = await browser.submit(form.forms[0], { username: person.email, do: 'send' }, fromElsewhere());
    const done = await browser.submit(asked.forms[0], { code: await codeOf(person), do: 'prove' }, fromElsewhere());
    expect([done.status, done.location]).toEqual([303, expect.stringContaining('/account')]);
    const unverified = await afterPassword(await somebody(false));
    expect(unverified.page.location).toStartWith(REDIRECT_URI);
  });

  test('is no second factor for an application that asks for two', async () => {
    const person = await somebody();
    const sent = await sendCode(await afterPassword(person, strict));
    const after = await type(sent, await codeOf(person));
    expect(after.url).toContain('/login/setup');
  });

  test('is not gone around by the API: a password alone starts no session there, and no grant takes it', async () => {
    const { username, password } = await somebody();
    const script = await addClient(cardea, { name: 'Script', grants: ['password'], scope: 'files' });
    const grant = { grant_type: 'password', username, password, scope: 'files' };
    const granted = await post(cardea.endpoint('token'), grant, as(script));
    expect([granted.status, granted.json.error]).toEqual([400, 'invalid_grant']);
    const { username: unverified } = await somebody(false);
    expect((await post(cardea.endpoint('token'), { ...grant, username: unverified }, as(script))).status).toBe(200);
    const reply = await post(`${cardea.issuer}/api/v1/session`, { username, password });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.json).not.toHaveProperty('token');
  });
});
