import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf, authorizationUrl, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://web.example/cb';
let cardea: RunningCardea;
let app: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addPerson(cardea, alice);
  app = await addClient(cardea, {
    name: 'web',
    grants: ['authorization_code'],
    scope: 'openid',
    redirectUris: [CALLBACK],
  });
});

afterAll(() => cardea.stop());

test('an operator sees where a person is signed in and what they allowed, takes it back, and they must sign in again', async () => {
  const { username } = alice;
  const list = async (what: 'sessions' | 'grants'): Promise<readonly unknown[]> =>
    JSON.parse((await cardea.cli([what, 'ls', username, '--json'])).stdout);
  expect([await list('sessions'), await list('grants')]).toEqual([[], []]);
  const browser = new HttpBrowser(cardea.issuer);
  const url = authorizationUrl(cardea, { client_id: app.clientId, redirect_uri: CALLBACK, scope: 'openid' });
  const answered = await submitConsent(browser, await submitLogin(browser, await browser.open(url)));
  expect(answerOf(answered).parameters.code).toBeString();
  expect(await list('sessions')).toHaveLength(1);
  expect(await list('grants')).toMatchObject([{ clientId: app.clientId, scopes: ['openid'] }]);
  const silent = async () => answerOf(await browser.open(`${url}&prompt=none`)).parameters;
  expect((await silent()).code).toBeString();
  await cardea.cli(['grants', 'rm', username, app.clientId, '--yes']);
  expect([await list('grants'), (await silent()).error]).toEqual([[], 'consent_required']);
  await cardea.cli(['sessions', 'rm', username, '--yes']);
  expect([await list('sessions'), (await silent()).error]).toEqual([[], 'login_required']);
});
