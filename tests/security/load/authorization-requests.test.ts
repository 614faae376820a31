import { expect, setDefaultTimeout, test } from 'bun:test';
import { authorizationUrl } from '../../harness/authorization.ts';
import { CALLBACK, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, parametersOf, pkce, refused } from '../../harness/flow-values.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addClient } from '../../harness/registrations.ts';
import { startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const A_MINUTE_MS = 60_000;
const { challenge } = pkce();
const requestOf = (id: string) => ({
  client_id: id,
  response_type: 'code',
  redirect_uri: CALLBACK,
  scope: 'openid',
  code_challenge: challenge,
  code_challenge_method: 'S256',
});
const from = (network: string) => {
  const browser = aBrowser();
  return { ...browser, caller: { ...browser.caller, network, address: network } };
};

test('one address may begin so many sign-ins; nobody behind another is held up, nor is it for long', async () => {
  await using engine = await TestEngine.open({ CARDEA_AUTHORIZE_RATE: '10' });
  const { id } = await engine.addClient();
  const begin = (network: string) => engine.cardea.engine.flow.begin(parametersOf(requestOf(id)), from(network));
  for (let count = 0; count < 10; count++) asked(granted(await begin('192.0.2.1')));
  const refusal = refused(await begin('192.0.2.1'));
  expect(refusal).toMatchObject({ code: 'authorize.too_many', status: 429, retryAfterSeconds: 6 });
  asked(granted(await begin('192.0.2.2')));
  engine.clock.advance(A_MINUTE_MS / 10);
  asked(granted(await begin('192.0.2.1')));
  refused(await begin('192.0.2.1'));
});

test('a sign-in to our own pages counts among them', async () => {
  await using engine = await TestEngine.open({ CARDEA_AUTHORIZE_RATE: '3' });
  const begin = () =>
    engine.cardea.engine.flow.beginOwn({ returnUrl: 'https://op.example/account' }, from('192.0.2.1'));
  for (let count = 0; count < 3; count++) asked(granted(await begin()));
  expect(refused(await begin())).toMatchObject({ code: 'authorize.too_many', status: 429 });
});

test('a public client pushes within the same limit, one that proves itself does not count', async () => {
  await using engine = await TestEngine.open({ CARDEA_AUTHORIZE_RATE: '3' });
  const [open, proven] = [await engine.addClient({ authMethod: 'none' }), await engine.addClient()];
  for (let count = 0; count < 3; count++) granted(await engine.push(open, requestOf(open.id)));
  expect(refused(await engine.push(open, requestOf(open.id)))).toMatchObject({ status: 429, retryAfterSeconds: 20 });
  for (let count = 0; count < 5; count++) granted(await engine.push(proven, requestOf(proven.id)));
});

test('one browser has twenty unfinished sign-ins; the oldest makes room, and says so in words', async () => {
  await using engine = await TestEngine.open();
  const { id } = await engine.addClient();
  const browser = aBrowser();
  const flows: string[] = [];
  for (let count = 0; count < 21; count++)
    flows.push(asked(granted(await engine.begin(requestOf(id), browser))).flow.id);
  const { flow } = engine.cardea.engine;
  expect(refused(await flow.look(flows[0] ?? '', browser)).code).toBe('flow.unknown');
  for (const kept of [flows[1], flows[20]]) granted(await flow.look(kept ?? '', browser));
});

test('who is refused gets a page with Retry-After, and no cookie, redirect or row', async () => {
  await using cardea = await startCardea({ env: { CARDEA_AUTHORIZE_RATE: '2' } });
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [CALLBACK], scope: 'openid' };
  const { clientId } = await addClient(cardea, client);
  const url = authorizationUrl(cardea, { client_id: clientId, redirect_uri: CALLBACK, scope: 'openid' });
  for (let count = 0; count < 2; count++) expect((await new HttpBrowser(cardea.issuer).open(url)).status).toBe(200);
  const { status, headers, text, location } = await new HttpBrowser(cardea.issuer).send(url);
  expect([status, location, headers.get('retry-after')]).toEqual([429, undefined, '30']);
  expect(headers.get('content-type')).toStartWith('text/html');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('<main');
});
