import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes, randomUUID } from 'node:crypto';
import { devMails, mailTo } from '../../harness/dev-mail.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import type { Person } from '../../harness/people.ts';
import { addPerson } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const NEW_PASSWORD = 'a lamp under the old oak tree';
const EVIL = 'evil.example';

setDefaultTimeout(30_000);

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => cardea.stop());

/** Somebody of whom no other test knows. */
const somebody = async (): Promise<Person> => {
  const username = `person-${randomUUID().slice(0, 8)}`;
  const person = { username, email: `${username}@people.example`, password: 'correct horse battery staple, Übung' };
  await addPerson(cardea, person);
  return person;
};

/** Everybody asks from somewhere else: what one asks for counts against no other. */
const aNetwork = (): string => `10.${[...randomBytes(3)].join('.')}`;

const aBrowser = (): HttpBrowser => new HttpBrowser(cardea.issuer);

const ask = async (login: string, headers: Readonly<Record<string, string>> = {}): Promise<PageResponse> => {
  const browser = aBrowser();
  const page = await browser.open(`${cardea.issuer}/forgot-password`);
  const origin = { origin: cardea.issuer, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': aNetwork() };
  return browser.submit(page.forms[0], { username: login }, { ...origin, ...headers });
};

/** The link that somebody gets who has forgotten their password. */
const linkFor = async ({ email }: Person, count = 1): Promise<string> => {
  expect((await ask(email)).status).toBe(200);
  const { link = '' } = await mailTo(cardea, email, count);
  expect(link).toStartWith(`${cardea.issuer}/link?link=cda_ol_`);
  return link;
};

const choose = async (link: string, password = NEW_PASSWORD): Promise<PageResponse> => {
  const browser = aBrowser();
  const page = await browser.open(link);
  return browser.submit(page.forms[0], { 'new-password': password });
};

const canSignIn = async ({ username }: Person, password: string): Promise<boolean> => {
  const browser = aBrowser();
  const login = await browser.open(`${cardea.issuer}/account`);
  const answer = await browser.submit(login.forms[0], { username, password });
  return answer.status === 303;
};

describe('S097: links in mails', () => {
  test('name the configured issuer, whatever the request says of hosts', async () => {
    const person = await somebody();
    const answer = await ask(person.email, {
      'x-forwarded-host': EVIL,
      'x-original-host': EVIL,
      'x-forwarded-proto': 'gopher',
      forwarded: `host=${EVIL};proto=https`,
    });
    expect(answer.status).toBe(200);
    const browser = aBrowser();
    const { forms } = await browser.open(`${cardea.issuer}/forgot-password`);
    const token = forms[0]?.fields.token ?? '';
    // A Host of its own needs a socket of its own
    const body = new URLSearchParams({ token, username: person.email }).toString();
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const raw = await fetch(`${cardea.issuer}/forgot-password`, {
      method: 'POST',
      headers: {
        host: EVIL,
        origin: cardea.issuer,
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body,
    });
    await raw.text();
    const { text } = await mailTo(cardea, person.email, raw.status === 200 ? 2 : 1);
    expect(text).toContain(`${cardea.issuer}/link?`);
    expect(JSON.stringify(await devMails(cardea))).not.toContain(EVIL);
  });

  test('are not spent by being opened: programs that look at mail open links too', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    for (let visit = 0; visit < 5; visit++) {
      const page = await aBrowser().open(link);
      expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
        200,
        'no-referrer',
        'no-store',
      ]);
    }
    expect((await aBrowser().send(link, { method: 'HEAD' })).status).toBe(405);
    expect((await choose(link)).text).toContain('id="link-done"');
  });

  test('work once, and of twenty at once for one', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const browser = aBrowser();
        return { browser, page: await browser.open(link) };
      }),
    );
    const answers = await Promise.all(
      browsers.map(({ browser, page }, index) =>
        browser.submit(page.forms[0], { 'new-password': `${NEW_PASSWORD} ${index}` }),
      ),
    );
    const won = answers.flatMap(({ text }, index) => (text.includes('id="link-done"') ? [index] : []));
    expect(won).toHaveLength(1);
    for (const [index, { text, status }] of answers.entries())
      if (!won.includes(index)) expect([status, text.includes('data-error="link"')]).toEqual([400, true]);
    expect(await canSignIn(person, `${NEW_PASSWORD} ${won[0]}`)).toBe(true);
    expect(await canSignIn(person, person.password)).toBe(false);
    expect((await aBrowser().open(link)).status).toBe(400);
  });

  test('die when a newer mail is sent, and when the password has changed another way', async () => {
    const person = await somebody();
    const older = await linkFor(person);
    const newer = await linkFor(person, 2);
    expect((await aBrowser().open(older)).text).toContain('data-error="link"');
    const users = await cardea.cli(['users', 'passwd', person.username, '--password-stdin'], {
      stdin: 'another way to say the same',
    });
    expect(users.exitCode).toBe(0);
    expect((await aBrowser().open(newer)).text).toContain('data-error="link"');
  });

  test('of nobody, of another kind, or altered do nothing and say the same', async () => {
    const link = await linkFor(await somebody());
    const altered = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    const pages = await Promise.all(
      ['?link=', '', '?link=cda_at_x', `?${altered.split('?')[1]}`].map((query) =>
        aBrowser().open(`${cardea.issuer}/link${query}`),
      ),
    );
    for (const { status, text } of pages) {
      expect(status).toBe(400);
      expect(text).toContain('data-error="link"');
    }
  });

  test('are not spent by a form of another site', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    const browser = aBrowser();
    const { forms } = await browser.open(link);
    const foreign = await browser.submit(forms[0], { 'new-password': NEW_PASSWORD }, { origin: `https://${EVIL}` });
    const withoutToken = await browser.submit(forms[0], { 'new-password': NEW_PASSWORD, token: 'x' });
    expect([foreign.status, withoutToken.status]).toEqual([403, 403]);
    expect(await canSignIn(person, person.password)).toBe(true);
  });
});

describe('S092: who asks for a mail learns nothing', () => {
  const comparable = ({ status, headers, text }: PageResponse) => ({
    status,
    text,
    headers: [...headers].filter(([name]) => !['date', 'set-cookie'].includes(name)),
  });

  test('known and unknown people get the same answer, and nobody unknown gets a mail', async () => {
    const person = await somebody();
    const known = await ask(person.email);
    const unknown = await ask('nobody-at-all@people.example');
    expect(comparable(known)).toEqual(comparable(unknown));
    await mailTo(cardea, person.email);
    // Asked for before the other: it would be there by now
    await linkFor(await somebody());
    expect((await devMails(cardea)).map(({ to }) => to)).not.toContain('nobody-at-all@people.example');
  });

  test('whoever is locked gets none, and their links are dead', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    await cardea.cli(['users', 'mod', person.username, '--lock']);
    expect((await aBrowser().open(link)).text).toContain('data-error="link"');
    await ask(person.email);
    await linkFor(await somebody());
    expect((await devMails(cardea)).filter(({ to }) => to === person.email)).toHaveLength(1);
  });

  test('one address is not flooded: five mails, and nobody is told that there were more', async () => {
    const person = await somebody();
    for (let count = 0; count < 8; count++) expect((await ask(person.username)).text).toContain('id="mail-sent"');
    await mailTo(cardea, person.email, 5);
    await linkFor(await somebody());
    expect((await devMails(cardea)).filter(({ to }) => to === person.email)).toHaveLength(5);
  });
});

describe('a new password by mail', () => {
  test('ends every session, is told of by mail, and is heard of in the audit once', async () => {
    const person = await somebody();
    const browser = aBrowser();
    const login = await browser.open(`${cardea.issuer}/account`);
    await browser.follow(
      await browser.submit(login.forms[0], { username: person.username, password: person.password }),
    );
    expect((await browser.open(`${cardea.issuer}/account/devices`)).url).toContain('/account/devices');
    const link = await linkFor(person);
    expect((await choose(link)).status).toBe(200);
    expect((await browser.open(`${cardea.issuer}/account/devices`)).url).toContain('/login');
    expect(await canSignIn(person, person.password)).toBe(false);
    expect(await canSignIn(person, NEW_PASSWORD)).toBe(true);
    expect((await mailTo(cardea, person.email, 2)).subject).toContain('was changed');
  });

  test('is not taken where it is weak, and the link still works', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    for (const weak of ['short', 'password123', person.username, '', 'x'.repeat(1025)]) {
      const answer = await choose(link, weak);
      expect([answer.status, answer.text.includes('id="link-error"')]).toEqual([400, true]);
      if (weak !== '') expect(answer.text).not.toContain(`>${weak}<`);
    }
    expect(await canSignIn(person, person.password)).toBe(true);
    expect((await choose(link)).text).toContain('id="link-done"');
  });

  test('and its link are in no log and no audit entry (INV6)', async () => {
    const person = await somebody();
    const link = await linkFor(person);
    await choose(link);
    await waitUntil(async () => (await devMails(cardea)).some(({ to }) => to === person.email), {
      what: 'the mail',
      timeoutMs: 5_000,
    });
    const secret = new URL(link).searchParams.get('link') ?? '';
    expect(secret).toHaveLength(78);
    expect(cardea.logs()).not.toContain(secret.slice(30));
    expect(cardea.logs()).not.toContain(NEW_PASSWORD);
  });
});

describe('a link that an operator makes', () => {
  const made = async (person: Person, ...flags: readonly string[]) =>
    (await cardea.cli(['users', 'reset-link', person.username, ...flags, '--json'])).json() as {
      readonly url?: string;
      readonly sent_to?: string;
      readonly expires_at: number;
    };

  test('is shown once, works once, and kills the one before', async () => {
    const person = await somebody();
    const [first, second] = [await made(person), await made(person)];
    expect(first.url).toStartWith(`${cardea.issuer}/link?link=cda_ol_`);
    expect((await aBrowser().open(first.url ?? '')).status).toBe(400);
    expect(await canSignIn(person, person.password)).toBe(true);
    expect((await choose(second.url ?? '')).text).toContain('id="link-done"');
    expect(await canSignIn(person, NEW_PASSWORD)).toBe(true);
    expect(await canSignIn(person, person.password)).toBe(false);
  });

  test('goes by mail where that is asked for, and is not shown then', async () => {
    const person = await somebody();
    const invitation = await made(person, '--mail', '--invite', '--language', 'de');
    expect([invitation.url, invitation.sent_to]).toEqual([undefined, person.email]);
    const mail = await mailTo(cardea, person.email);
    expect(mail.text).toContain('Konto');
    expect(invitation.expires_at - Date.now() / 1000).toBeGreaterThan(6 * 86_400);
    expect((await choose(mail.link ?? '')).text).toContain('id="link-done"');
  });

  test('is not made for whoever is locked', async () => {
    const person = await somebody();
    await cardea.cli(['users', 'mod', person.username, '--lock']);
    const { exitCode, stderr } = await cardea.cli(['users', 'reset-link', person.username], {
      exitCodes: [1],
    });
    expect([exitCode, stderr.includes('locked')]).toEqual([1, true]);
  });
});
