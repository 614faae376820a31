import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes, randomUUID } from 'node:crypto';
import { devMails, mailTo } from '../../harness/dev-mail.ts';
import { HttpBrowser, type PageForm, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, type Person } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_EMAIL_CODES: 'true', CARDEA_TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => cardea.stop());

const somebody = async (): Promise<Person> => {
  const username = `person-${randomUUID().slice(0, 8)}`;
  const person = { username, email: `${username}@people.example`, password: 'correct horse battery staple, Übung' };
  await addPerson(cardea, person);
  return person;
};

/** A form of our origin, from a network that nobody else asks from. */
const fromElsewhere = (): Readonly<Record<string, string>> => ({
  origin: cardea.issuer,
  'sec-fetch-site': 'same-origin',
  'x-forwarded-for': `10.${[...randomBytes(3)].join('.')}`,
});

interface Asked {
  readonly browser: HttpBrowser;
  readonly page: PageResponse;
}

/** A browser in a flow of its own that has asked for a code. */
const ask = async (login: string): Promise<Asked> => {
  const browser = new HttpBrowser(cardea.issuer);
  const { url } = await browser.open(`${cardea.issuer}/account`);
  const flow = new URL(url).searchParams.get('flow');
  const form = await browser.open(`${cardea.issuer}/login/code?flow=${flow}`);
  const page = await browser.submit(form.forms[0], { username: login, do: 'send' }, fromElsewhere());
  return { browser, page };
};

const codeOf = async ({ email }: Person, count = 1): Promise<string> => {
  const { text } = await mailTo(cardea, email, count);
  const [code = ''] = /^\d{8}$/m.exec(text) ?? [];
  expect(code).toHaveLength(8);
  return code;
};

const type = ({ browser, page }: Asked, code: string, form: PageForm | undefined = page.forms[0]) =>
  browser.submit(form, { code, do: 'prove' }, fromElsewhere());

const isIn = ({ status, location }: PageResponse): boolean => status === 303 && location?.includes('/account') === true;

describe('S095: a code by mail', () => {
  test('signs in once, in the sign-in that it was asked for in', async () => {
    const person = await somebody();
    const asked = await ask(person.email);
    const code = await codeOf(person);
    const elsewhere = await ask('nobody@people.example');
    const foreign = await elsewhere.browser.submit(
      elsewhere.page.forms[0],
      { username: person.email, code, do: 'prove' },
      fromElsewhere(),
    );
    expect([foreign.status, isIn(foreign)]).toEqual([400, false]);
    expect(isIn(await type(asked, code))).toBe(true);
    // The flow has ended, and the code with it
    expect((await type(asked, code)).status).toBe(400);
  });

  test('is used by one of twenty at once', async () => {
    const person = await somebody();
    const asked = await ask(person.username);
    const code = await codeOf(person);
    const answers = await Promise.all(Array.from({ length: 20 }, () => type(asked, code)));
    expect(answers.filter(isIn)).toHaveLength(1);
  });

  test('is dead after five wrong ones, and so is the one before a newer', async () => {
    const person = await somebody();
    const asked = await ask(person.email);
    const code = await codeOf(person);
    const wrong = code === '00000000' ? '11111111' : '00000000';
    for (let count = 0; count < 5; count++) {
      const answer = await type(asked, wrong);
      expect([answer.status, answer.text.includes('id="code-error"')]).toEqual([400, true]);
      expect(answer.text).not.toContain(wrong);
    }
    expect(isIn(await type(asked, code))).toBe(false);
    const again = await asked.browser.submit(asked.page.forms[1], { do: 'send' }, fromElsewhere());
    const newer = await codeOf(person, 2);
    expect(isIn(await type(asked, code, again.forms[0]))).toBe(code === newer);
    expect(isIn(await type(asked, newer, again.forms[0]))).toBe(code !== newer);
  });

  test('does not tell who has an account, and locks nobody out of their password', async () => {
    const person = await somebody();
    const comparable = ({ page: { status, text } }: Asked) => ({
      status,
      text: text.replaceAll(/value="[^"]*"|flow=[\w-]+/g, ''),
    });
    const [known, unknown] = [await ask(person.email), await ask('nobody@people.example')];
    expect(comparable(known)).toEqual(comparable(unknown));
    await codeOf(person);
    expect((await devMails(cardea)).map(({ to }) => to)).not.toContain('nobody@people.example');
    const answers: PageResponse[] = [];
    for (let count = 0; count < 15; count++) answers.push(await type(known, '00000000'));
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    const browser = new HttpBrowser(cardea.issuer);
    const login = await browser.open(`${cardea.issuer}/account`);
    const { username, password } = person;
    expect(isIn(await browser.submit(login.forms[0], { username, password }, fromElsewhere()))).toBe(true);
  });
});
