// Case area AD: the console is the same strict client under each profile, and nobody else passes for it.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import { addAdministrator, browserAtConsole, callConsole } from '../../harness/console.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { post } from '../../harness/oauth.ts';
import { alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CLIENT_ID = 'cardea-console';

beforeAll(async () => void (await ensureConsole()));

describe.each(['oauth21', 'oidc', 'fapi2'])('under the profile %s', (profile) => {
  let cardea: RunningCardea;

  beforeAll(async () => {
    cardea = await startCardea({ env: { CARDEA_PROFILE: profile, CARDEA_DEMO: 'false' } });
    await addAdministrator(cardea, alice);
  });
  afterAll(() => cardea.stop());

  test('an administrator signs in and works', async () => {
    const { browser } = await browserAtConsole(cardea);
    expect((await callConsole(browser, 'api/users.list?input={}')).status).toBe(200);
    const shown = await callConsole(browser, `api/clients.show?input={"id":"${CLIENT_ID}"}`);
    const { jwks, ...client } = JSON.parse(shown.text).result.data;
    expect(client).toMatchObject({
      authMethod: 'private_key_jwt',
      requirePushedRequests: true,
      dpopBoundAccessTokens: true,
      secrets: [],
    });
    expect(Object.keys(jwks[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  test('a request that the console did not send ahead leads to no sign-in for it (RFC 9126 §4)', async () => {
    await browserAtConsole(cardea);
    const request = new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: `${cardea.issuer}/admin/callback`,
      scope: 'openid admin:*',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const page = await new HttpBrowser(cardea.issuer).open(`${cardea.endpoint('authorize')}?${request}`);
    expect(page.url).not.toContain('/login');
    const pushed = await post(cardea.endpoint('par'), { ...Object.fromEntries(request) }, {});
    expect([pushed.status, pushed.json.error]).toEqual([401, 'invalid_client']);
  });
});

test('one network cannot have the console push requests without end', async () => {
  await using cardea = await startCardea({ env: { CARDEA_AUTHORIZE_RATE: '3', CARDEA_DEMO: 'false' } });
  const browser = new HttpBrowser(cardea.issuer);
  const answers: number[] = [];
  for (let asked = 0; asked < 5; asked++) answers.push((await browser.send('/admin/sign-in')).status);
  expect(answers.slice(0, 3)).toEqual([303, 303, 303]);
  expect(answers.at(-1)).toBe(429);
});
