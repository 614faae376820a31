import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, type Person } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';
const MAX_PEOPLE = 5;

const people: readonly Person[] = Array.from({ length: MAX_PEOPLE + 1 }, (_, index) => ({
  username: `person${index}`,
  email: `person${index}@people.example`,
  password: `a long enough password of ${index}`,
}));

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
});
afterAll(() => cardea.stop());

test('whoever signs in where five are signed in takes the place of the one who came first, whose session ends', async () => {
  const client = await addClient(cardea, {
    name: 'App',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid',
  });
  const browser = new HttpBrowser(cardea.issuer);
  const accessTokens: string[] = [];
  for (const person of people) {
    await addPerson(cardea, person);
    const parameters = { prompt: 'login' };
    const { tokens } = await signInToApp(cardea, { client, redirectUri: REDIRECT_URI, browser, person, parameters });
    accessTokens.push(tokens.access_token);
  }
  const page = await browser.open('/logout');
  const names = people.filter(({ username }) => page.text.includes(username)).map(({ username }) => username);
  expect(names).toEqual(people.slice(1).map(({ username }) => username));
  const heard = await Promise.all(
    accessTokens.map((token) => fetch(cardea.endpoint('userinfo'), { headers: { authorization: `Bearer ${token}` } })),
  );
  expect(heard.map(({ status }) => status)).toEqual([401, ...Array.from({ length: MAX_PEOPLE }, () => 200)]);
});
