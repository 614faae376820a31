import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { aDocument, type DocumentSite, publishDocument, REDIRECT_URI } from '../../harness/client-document.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, refused } from '../../harness/flow-values.ts';

setDefaultTimeout(60_000);
const MINUTE_MS = 60_000;
let engine: TestEngine;
let alice: Person;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_CLIENT_DOCUMENT_BURST: '10000', CARDEA_CLIENT_DOCUMENT_MIN_TTL: '5m' });
  alice = await engine.addPerson();
});

afterAll(() => engine[Symbol.asyncDispose]());

const clientOf = ({ id }: DocumentSite): RegisteredClient => ({ id, secret: undefined });
const signIn = (site: DocumentSite, browser = aBrowser()) => ({
  client: clientOf(site),
  person: alice,
  browser,
  request: { redirect_uri: REDIRECT_URI },
});
const values = (site: DocumentSite) => ({
  client_id: site.id,
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid offline_access',
  code_challenge: pkce().challenge,
  code_challenge_method: 'S256',
});

describe('how long a document is good (Client ID Metadata Document §5.3)', () => {
  test('as long as its server says, within the bounds of the settings', async () => {
    await using site = publishDocument();
    const fetchedAfter = async (minutes: number) => {
      engine.clock.advance(minutes * MINUTE_MS);
      await engine.begin(values(site));
      return site.fetched;
    };
    site.headers = { 'cache-control': 'max-age=1800' };
    expect(await fetchedAfter(0)).toBe(1);
    expect(await fetchedAfter(29)).toBe(1);
    site.headers = { 'cache-control': 'no-store' };
    expect(await fetchedAfter(2)).toBe(2);
    expect(await fetchedAfter(4)).toBe(2);
    site.headers = { 'cache-control': 'max-age=31536000' };
    expect(await fetchedAfter(2)).toBe(3);
    expect(await fetchedAfter(23 * 60)).toBe(3);
    expect(await fetchedAfter(61)).toBe(4);
  });

  test('it is fetched once for many requests at once', async () => {
    await using site = publishDocument();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => engine.begin(values(site))));
    expect([site.fetched, new Set(outcomes.map((outcome) => asked(granted(outcome)).client.version)).size]).toEqual([
      1, 1,
    ]);
  });

  test('it is known after a restart, and what was given out goes on', async () => {
    await using site = publishDocument();
    const tokens = await engine.tokens(signIn(site));
    await engine.restart();
    granted(await engine.refresh(clientOf(site), tokens.refresh_token));
    expect(site.fetched).toBe(1);
    expect(await engine.isActive(tokens.access_token)).toBe(true);
  });

  test('while it cannot be had, nothing new begins, and what was given out goes on for a day', async () => {
    await using site = publishDocument();
    const first = await engine.tokens(signIn(site));
    site.says = () => new Response('', { status: 500 });
    engine.clock.advance(6 * MINUTE_MS);
    expect(refused(await engine.begin(values(site))).code).toBe('authorize.client_document');
    const second = granted(await engine.refresh(clientOf(site), first.refresh_token));
    engine.clock.advance(25 * 60 * MINUTE_MS);
    expect(refused(await engine.refresh(clientOf(site), second.refresh_token)).code).toBe('client.document');
    site.says = aDocument;
    granted(await engine.refresh(clientOf(site), second.refresh_token));
  });

  test('a document that has become wrong ends it at once', async () => {
    await using site = publishDocument();
    const tokens = await engine.tokens(signIn(site));
    site.says = { ...aDocument, client_id: 'https://elsewhere.example/client.json' };
    engine.clock.advance(6 * MINUTE_MS);
    expect(refused(await engine.refresh(clientOf(site), tokens.refresh_token)).code).toBe('client.document');
  });
});

describe('S084: a document that changes', () => {
  const change = (site: DocumentSite, says: object) => {
    site.says = { ...aDocument, ...says };
    engine.clock.advance(6 * MINUTE_MS);
  };
  const browserOf = async (site: DocumentSite) => (await engine.code(signIn(site))).browser;

  test.each<[string, object]>([
    ['client_name', { client_name: 'Bank' }],
    ['redirect_uris', { redirect_uris: [REDIRECT_URI, 'https://notes.example/other'] }],
    ['logo_uri', { logo_uri: 'https://notes.example/logo.png' }],
    ['client_name#fr', { 'client_name#fr': 'Banque' }],
  ])('%s: people are asked again', async (_member, says) => {
    await using site = publishDocument();
    const browser = await browserOf(site);
    expect(answered(granted(await engine.begin({ ...values(site), prompt: 'none' }, browser)))).toHaveProperty('code');
    change(site, says);
    const again = asked(granted(await engine.begin(values(site), browser)));
    expect(again.step).toEqual({
      kind: 'consent',
      scopes: ['openid', 'offline_access'],
      fresh: ['openid', 'offline_access'],
    });
    // Nobody reads a page in the second in which it changes
    engine.clock.advance(2000);
    await engine.code(signIn(site, browser));
    expect(answered(granted(await engine.begin({ ...values(site), prompt: 'none' }, browser)))).toHaveProperty('code');
  });

  test('what nobody judges by does not ask again', async () => {
    await using site = publishDocument();
    const browser = await browserOf(site);
    change(site, { contacts: ['ada@notes.example'], software_version: '2' });
    expect(answered(granted(await engine.begin({ ...values(site), prompt: 'none' }, browser)))).toHaveProperty('code');
    expect(await engine.actions(site.id)).toEqual(['client.created', 'client.updated']);
  });

  test('between the page and the answer: the person is asked again, about what is there now', async () => {
    await using site = publishDocument();
    const browser = aBrowser();
    const { flow } = engine.cardea.engine;
    const start = asked(granted(await engine.begin(values(site), browser)));
    const shown = granted(await flow.signIn(start.flow.id, browser, alice));
    const { client } = asked(shown);
    const cookies = { ...browser, sessionHandles: shown.sessionHandles ?? [] };
    change(site, { client_name: 'Bank' });
    await engine.begin(values(site));
    const answer = { allowed: ['openid'], clientVersion: client.version };
    const again = asked(granted(await flow.consent(start.flow.id, cookies, answer)));
    expect([again.step.kind, again.client.name]).toEqual(['consent', 'Bank']);
  });

  test('between the code and the token: the code stays bound to what it was given for', async () => {
    await using site = publishDocument();
    const redeemable = await engine.code(signIn(site));
    site.says = { ...aDocument, redirect_uris: ['https://evil.example/cb'] };
    engine.clock.advance(0);
    const elsewhere = await engine.redeem(redeemable, { redirect_uri: 'https://evil.example/cb' });
    expect(refused(elsewhere).code).toBe('code.redirect_uri');
    granted(await engine.redeem(redeemable));
  });

  test('a redirect URI that is gone: the flow that would lead there ends', async () => {
    await using site = publishDocument();
    const browser = aBrowser();
    const start = asked(granted(await engine.begin(values(site), browser)));
    change(site, { redirect_uris: ['https://notes.example/other'] });
    expect(refused(await engine.begin(values(site))).code).toBe('authorize.redirect_uri');
    const next = await engine.cardea.engine.flow.signIn(start.flow.id, browser, alice);
    expect(refused(next).code).toBe('authorize.redirect_uri');
  });
});
