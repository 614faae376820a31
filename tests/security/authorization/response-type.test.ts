import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf, authorizationUrl, browserAtConsent } from '../../harness/authorization.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);
const REDIRECT_URI = 'https://web.example/cb';
let cardea: RunningCardea;
let clientId: string;

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});
afterAll(() => cardea.stop());

test('what was asked for stays what is answered, whatever the forms of the pages are made to say (S009)', async () => {
  const url = authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid' });
  const { browser, page } = await browserAtConsent(cardea, url);
  const forged = { response_type: 'token', response_mode: 'fragment', redirect_uri: 'https://evil.example/cb' };
  const answer = await browser.submit(page.forms[0], { answer: 'allow', ...forged });
  const { target, parameters } = answerOf(answer);
  expect(target).toBe(REDIRECT_URI);
  expect(new URL(answer.location ?? '').hash).toBe('');
  expect(parameters.code).toStartWith('cda_ac_');
  expect(parameters).not.toHaveProperty('access_token');
  expect(parameters).not.toHaveProperty('id_token');
});
