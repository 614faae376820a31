// The modules of the implicit, hybrid and form-post plans: what differs from the basic ones.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf } from '../../harness/authorization.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import { halfHash } from '../../harness/verified-id-token.ts';
import { CALLBACK, Suite, startForSuite } from './suite.ts';

setDefaultTimeout(60_000);

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startForSuite();
});
afterAll(() => cardea.stop());

const types = ['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'] as const;
const open = (response_type: string) =>
  Suite.open(cardea, { response_types: [response_type], grant_types: ['authorization_code', 'implicit'] });

describe.each(types)('S160: OpenID Connect Core, %s', (response_type) => {
  test('oidcc-server: everything is in the fragment, and bound together', async () => {
    const suite = await open(response_type);
    const page = await suite.finish(await suite.open({ response_type }));
    expect(new URL(page.location ?? '').search).toBe('');
    const { parameters } = answerOf(page);
    const asked = response_type.split(' ');
    expect(
      Object.keys(parameters)
        .filter((name) => ['code', 'id_token', 'access_token'].includes(name))
        .toSorted(),
    ).toEqual(asked.map((part) => (part === 'token' ? 'access_token' : part)).toSorted());
    const { code, access_token, id_token } = parameters;
    if (id_token !== undefined) {
      const { claims, algorithm } = await suite.idToken(id_token);
      expect(claims.nonce).toBe('a-nonce');
      if (access_token !== undefined) expect(claims.at_hash).toBe(halfHash(access_token, String(algorithm)));
      if (code !== undefined) expect(claims.c_hash).toBe(halfHash(code, String(algorithm)));
    }
    if (access_token !== undefined) expect((await suite.userinfo(access_token)).status).toBe(200);
    if (code !== undefined) {
      const { json } = await suite.redeem(code);
      const { claims } = await suite.idToken(json.id_token);
      if (id_token !== undefined) expect(claims.sub).toBe((await suite.idToken(id_token)).claims.sub);
    }
  });

  if (response_type.includes('id_token'))
    test('oidcc-ensure-request-without-nonce-fails', async () => {
      const suite = await open(response_type);
      const { parameters } = answerOf(await suite.open({ response_type, nonce: undefined }));
      expect(parameters).toMatchObject({ error: 'invalid_request', state: 'a-state' });
    });

  test('form post: the page posts the answer to the redirect URI by itself', async () => {
    const suite = await open(response_type);
    const page = await suite.finish(await suite.open({ response_type, response_mode: 'form_post' }));
    expect([page.status, page.forms[0]?.action]).toEqual([200, CALLBACK]);
    const fields: Readonly<Record<string, string>> = page.forms[0]?.fields ?? {};
    expect(fields.state).toBe('a-state');
    expect(fields.iss).toBe(cardea.issuer);
    if (response_type.includes('id_token')) await suite.idToken(fields.id_token);
  });
});

test('S160: form post for the code flow, and for its errors', async () => {
  const suite = await Suite.open(cardea);
  const refused = await suite.open({ response_mode: 'form_post', prompt: 'none' });
  expect(refused.forms[0]).toMatchObject({ action: CALLBACK });
  expect(refused.forms[0]?.fields.error).toBe('login_required');
  const page = await suite.finish(await suite.open({ response_mode: 'form_post' }));
  expect((await suite.redeem(page.forms[0]?.fields.code)).status).toBe(200);
});
