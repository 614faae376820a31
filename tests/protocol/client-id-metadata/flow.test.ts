import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { ASSERTION_TYPE, type ClientKey, createClientKey, signAssertion } from '../../harness/assertions.ts';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../../harness/authorization.ts';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { aDocument, type DocumentSite, publishDocument, REDIRECT_URI } from '../../harness/client-document.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { post, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;

const env = {
  CARDEA_DEMO: 'false',
  CARDEA_LOGIN_BURST: '1000',
  CARDEA_CREDENTIAL_BURST: '10000',
  CARDEA_CLIENT_DOCUMENT_BURST: '10000',
};

const request = (client_id: string, changes: Readonly<Record<string, string>> = {}) =>
  authorizationUrl(cardea, { client_id, redirect_uri: REDIRECT_URI, scope: 'openid offline_access', ...changes });

const codeFor = async (url: string): Promise<string> => {
  const { browser, page } = await browserAtConsent(cardea, url);
  return answerOf(await submitConsent(browser, page)).parameters.code ?? '';
};

const redemption = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: CODE_VERIFIER,
});

beforeAll(async () => {
  cardea = await startCardea({ env });
  await addPerson(cardea, alice);
});

afterAll(() => cardea.stop());

test('discovery says whether documents are followed (Client ID Metadata Document §6)', async () => {
  const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
  expect(json.client_id_metadata_document_supported).toBe(true);
});

describe('a client known by its document', () => {
  test('gets tokens without a registration; the person sees its host and where they return to (S085)', async () => {
    await using site = publishDocument();
    const before = tracesIn(cardea);
    const { browser, page } = await browserAtConsent(cardea, request(site.id));
    const { host } = new URL(site.id);
    expect(page.text).toContain('Notes');
    expect(page.text).toMatch(new RegExp(`id="consent-client-host"[^>]*>${host}<`));
    expect(page.text).toMatch(/id="consent-returns-to"[^>]*>notes\.example</);
    const { parameters } = answerOf(await submitConsent(browser, page));
    const tokens = await post(cardea.endpoint('token'), { ...redemption(parameters.code ?? ''), client_id: site.id });
    expect([tokens.status, tokens.json.scope]).toEqual([200, 'openid offline_access']);
    const refreshed = await post(cardea.endpoint('token'), {
      grant_type: 'refresh_token',
      refresh_token: String(tokens.json.refresh_token),
      client_id: site.id,
    });
    expect(refreshed.status).toBe(200);
    expect(site.fetched).toBe(1);
    expect(auditAfter(cardea, before.audit)[0]).toMatchObject({ action: 'client.created', target: site.id });
    const shown = await cardea.cli(['clients', 'show', site.id, '--json']);
    expect(shown.json<object>()).toMatchObject({
      registered_by: 'document',
      consent: 'remembered',
      require_pkce: true,
    });
  });

  test('proves itself with the key that its document shows (§8.2)', async () => {
    const key = await createClientKey('ES256', 'one');
    await using site = publishDocument({
      ...aDocument,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key.publicJwk] },
    });
    const assertion = async (by: ClientKey) => ({
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await signAssertion(by, { clientId: site.id, audience: cardea.issuer }),
    });
    const form = redemption(await codeFor(request(site.id)));
    expect((await post(cardea.endpoint('token'), { ...form, client_id: site.id })).json.error).toBe('invalid_client');
    const wrong = await assertion(await createClientKey('ES256', 'one'));
    expect((await post(cardea.endpoint('token'), { ...form, ...wrong })).json.error).toBe('invalid_client');
    const right = await assertion(key);
    expect((await post(cardea.endpoint('token'), { ...form, ...right })).status).toBe(200);
  });

  test('can be switched off by an operator, and is not asked for its document then', async () => {
    await using site = publishDocument();
    await browserAtConsent(cardea, request(site.id));
    await cardea.cli(['clients', 'mod', site.id, '--disable']);
    const page = await new HttpBrowser(cardea.issuer).open(request(site.id));
    expect([page.status, site.fetched]).toEqual([400, 1]);
  });
});

/** A page for the person, nothing for the client, and nothing left behind. */
const expectPage = async (url: string, status = 400): Promise<void> => {
  const before = tracesIn(cardea);
  const page = await new HttpBrowser(cardea.issuer).send(url);
  expect([page.status, page.location]).toEqual([status, undefined]);
  expect(page.text).toContain('id="error"');
  expect(tracesIn(cardea)).toEqual(before);
};

describe('S083: a document that is not followed', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[string, DocumentSite['says']]>([
    ['another client_id', { ...aDocument, client_id: 'http://127.0.0.1/other.json' }],
    ['no client_id', { ...aDocument, client_id: null }],
    ['no JSON', 'client'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['a secret', { ...aDocument, client_secret: 'secret' }],
    ['an expiry of a secret', { ...aDocument, client_secret_expires_at: 0 }],
    ['client_secret_basic', { ...aDocument, token_endpoint_auth_method: 'client_secret_basic' }],
    ['client_secret_jwt', { ...aDocument, token_endpoint_auth_method: 'client_secret_jwt' }],
    ['private_key_jwt without keys', { ...aDocument, token_endpoint_auth_method: 'private_key_jwt' }],
    ['a private key', { ...aDocument, jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' }] } }],
    ['no redirect URI', { ...aDocument, redirect_uris: [] }],
    ['a redirect URI that runs', { ...aDocument, redirect_uris: ['javascript:alert(1)'] }],
    ['a sector elsewhere', { ...aDocument, sector_identifier_uri: 'https://notes.example/sector' }],
    ['a logo elsewhere', { ...aDocument, logo_uri: 'https://bank.example/logo.png' }],
    ['a name that turns the text around', { ...aDocument, client_name: 'Notes\u202e' }],
    ['6 KB', { ...aDocument, padding: 'x'.repeat(6 * 1024) }],
    ['6 KB in chunks', () => new Response(new Blob([`{"x":"${'x'.repeat(6 * 1024)}"}`]).stream(), { headers: json })],
    ['404', () => Response.json(aDocument, { status: 404 })],
    ['201', () => Response.json(aDocument, { status: 201 })],
    ['a redirect', ({ url }) => Response.redirect(`${url}?again`, 302)],
    ['a page', () => new Response(JSON.stringify(aDocument), { headers: { 'content-type': 'text/html' } })],
  ])('%s, and a mended one is followed at once', async (_what, says) => {
    await using site = publishDocument(says);
    await expectPage(request(site.id));
    site.says = aDocument;
    await browserAtConsent(cardea, request(site.id));
    expect(site.fetched).toBe(2);
  });

  test('an id that is no plain address: nobody is asked', async () => {
    await using site = publishDocument();
    const { host, port } = new URL(site.id);
    for (const id of [
      `http://${host}`,
      `http://${host}/oauth/../oauth/client.json`,
      `http://${host}/oauth/%2e%2e/oauth/client.json`,
      `http://${host}/./oauth/client.json`,
      `${site.id}#x`,
      `http://u:p@${host}/oauth/client.json`,
      `http://u@${host}/oauth/client.json`,
      `http://127.1:${port}/oauth/client.json`,
      `http://0x7f.1:${port}/oauth/client.json`,
      `HTTP://${host}/oauth/client.json`,
      `http://${host}\\oauth\\client.json`,
      `http://${host}/oauth/client.json\n`,
      `http:/${host}/oauth/client.json`,
      `http://client.example/oauth/client.json`,
      `https://${host}:99999/`,
      `${site.id}?${'x'.repeat(600)}`,
    ])
      await expectPage(request(id));
    expect(site.fetched).toBe(0);
  });

  test('a redirect URI that is not in the document (RFC 9700 §4.1.3)', async () => {
    await using site = publishDocument();
    await browserAtConsent(cardea, request(site.id));
    await expectPage(request(site.id, { redirect_uri: 'https://evil.example/cb' }));
  });

  test('where documents are switched off, or their host is not taken', async () => {
    await using site = publishDocument();
    await using off = await startCardea({ env: { ...env, CARDEA_CLIENT_DOCUMENTS: 'false' } });
    const { json } = await send(`${off.issuer}/.well-known/openid-configuration`);
    expect(json).not.toHaveProperty('client_id_metadata_document_supported');
    await using narrow = await startCardea({ env: { ...env, CARDEA_CLIENT_DOCUMENT_HOSTS: '*.example.com' } });
    await using denying = await startCardea({ env: { ...env, CARDEA_CLIENT_DOCUMENT_DENIED_HOSTS: '127.0.0.1' } });
    for (const server of [off, narrow, denying]) {
      const url = request(site.id).replace(cardea.issuer, server.issuer);
      const page = await new HttpBrowser(server.issuer).send(url);
      expect([page.status, page.location]).toEqual([400, undefined]);
    }
    expect(site.fetched).toBe(0);
  });

  test('this machine, for a server that others reach (S081)', async () => {
    await using site = publishDocument();
    await using open = await startCardea({ env: { ...env, CARDEA_HOST: '0.0.0.0' } });
    const url = request(site.id).replace(cardea.issuer, open.issuer);
    const page = await new HttpBrowser(open.issuer).send(url);
    expect([page.status, site.fetched]).toEqual([400, 0]);
  });

  test('one network makes it fetch only so many', async () => {
    await using few = await startCardea({
      env: { ...env, CARDEA_CLIENT_DOCUMENT_BURST: '3', CARDEA_CLIENT_DOCUMENT_INTERVAL: '1h' },
    });
    await using site = publishDocument('no document');
    const ask = async () =>
      (await new HttpBrowser(few.issuer).send(request(site.id).replace(cardea.issuer, few.issuer))).status;
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect([answers, site.fetched]).toEqual([[400, 400, 400, 429], 3]);
    const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id: site.id };
    expect((await post(few.endpoint('token'), form)).status).toBe(429);
    expect(site.fetched).toBe(3);
  });
});
