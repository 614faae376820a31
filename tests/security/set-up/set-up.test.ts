// The first start of a server, through its own door (S112).
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { temporaryFolder } from '@cardea/testkit';
import { atOnce } from '../../harness/at-once.ts';
import { callConsole } from '../../harness/console.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { shownLink, shownLinks } from '../../harness/set-up-link.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(30_000);

const olga = { username: 'olga', email: 'olga@people.example', 'new-password': 'five quiet owls above the barn' };

const owners = async (cardea: RunningCardea): Promise<readonly string[]> => {
  const { stdout } = await cardea.cli(['users', 'ls', '--json']);
  const people: readonly { readonly username: string; readonly role?: string }[] = JSON.parse(stdout);
  return people.filter(({ role }) => role === 'owner').map(({ username }) => username);
};

const open = async (cardea: RunningCardea, link?: string) => {
  const browser = new HttpBrowser(cardea.issuer);
  return { browser, page: await browser.open(link ?? (await shownLink(cardea))) };
};

const isRefused = ({ status, text }: PageResponse): boolean =>
  status >= 400 && status < 404 && !text.includes('name="new-password"');

describe('S112: the first owner', () => {
  test('is made with the link of the first screen, signed in, and at the console', async () => {
    await using cardea = await startCardea();
    const { browser, page } = await open(cardea);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const sent = await browser.submit(page.forms[0], olga);
    expect([sent.status, sent.location]).toEqual([303, `${cardea.issuer}/admin/sign-in`]);
    const console = await browser.open(sent.location ?? '');
    expect(new URL(console.url).pathname).toStartWith('/admin');
    const session = await callConsole(browser, 'session');
    expect(JSON.parse(session.text)).toMatchObject({ state: 'signed_in', person: { username: 'olga', role: 'owner' } });
    expect(await owners(cardea)).toEqual(['olga']);
    const { stdout } = await cardea.cli(['audit', 'ls', '--json']);
    const made = (JSON.parse(stdout) as { action: string }[]).filter(({ action }) => action === 'account.created');
    expect(made).toMatchObject([
      {
        actor: { kind: 'user', address: '127.0.0.1' },
        detail: { username: 'olga', role: 'owner', by: 'one_time_link' },
      },
    ]);
  });

  test('in production too; the link is on standard error and in no line of the log', async () => {
    await using cardea = await startCardea({
      env: {
        CARDEA_MODE: 'production',
        CARDEA_ISSUER: 'https://id.example.com',
        CARDEA_TRUSTED_PROXIES: '127.0.0.1',
        CARDEA_SECRET: randomBytes(32).toString('base64'),
      },
    });
    await waitUntil(() => cardea.logs().includes('"started"'), { what: 'the log', timeoutMs: 5_000 });
    expect(await shownLink(cardea)).toStartWith('https://id.example.com/setup?link=');
    const lines = cardea
      .logs()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/setup|cda_ol_/);
  });

  test('no account and no password are there before (CVE-2026-33503)', async () => {
    await using cardea = await startCardea();
    expect(JSON.parse((await cardea.cli(['users', 'ls', '--json'])).stdout)).toEqual([]);
  });

  test('a link dies with its use, and every other one with it; later starts show none', async () => {
    using folder = temporaryFolder();
    await using first = await startCardea({ dataDir: folder.path });
    const other = JSON.parse((await first.cli(['setup', '--link', '--json'])).stdout).url;
    const { browser, page } = await open(first);
    const late = await open(first, other);
    expect((await browser.submit(page.forms[0], olga)).status).toBe(303);
    for (const link of [await shownLink(first), other]) expect(isRefused((await open(first, link)).page)).toBe(true);
    const mallory = { ...olga, username: 'mallory', email: '' };
    expect(isRefused(await late.browser.submit(late.page.forms[0], mallory))).toBe(true);
    expect(isRefused(await browser.submit(page.forms[0], mallory))).toBe(true);
    expect(await owners(first)).toEqual(['olga']);
    await first.stop();
    await using second = await startCardea({ dataDir: folder.path });
    await waitUntil(() => second.logs().includes('Next:'), { what: 'the first screen', timeoutMs: 5_000 });
    expect(shownLinks(second)).toEqual([]);
  });

  test('of twenty that hold the link, one becomes the owner', async () => {
    await using cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '100' } });
    const rivals = await Promise.all(Array.from({ length: 20 }, () => open(cardea)));
    const answers = await atOnce(rivals.length, async (index) => {
      const rival = rivals[index];
      if (rival === undefined) throw new Error('a rival is missing');
      return rival.browser.submit(rival.page.forms[0], { ...olga, username: `rival-${index}`, email: '' });
    });
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(isRefused)).toHaveLength(19);
    expect(await owners(cardea)).toHaveLength(1);
    const { stdout } = await cardea.cli(['users', 'ls', '--json']);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });

  test('what is typed wrongly is told, and the link still works', async () => {
    await using cardea = await startCardea();
    await cardea.cli(['users', 'add', '--username', 'alice', '--no-password']);
    const { browser, page } = await open(cardea);
    const wrong = [
      { ...olga, username: '' },
      { ...olga, username: 'Alice' },
      { ...olga, email: 'nobody@home@' },
      { ...olga, 'new-password': 'password' },
      { ...olga, 'new-password': 'olga@people.example' },
      { ...olga, 'new-password': 'x'.repeat(1025) },
    ];
    for (const fields of wrong) {
      const { status, text } = await browser.submit(page.forms[0], fields);
      expect([status, text.includes('id="first-owner-error"')]).toEqual([400, true]);
      expect(/<input[^>]*type="password"[^>]*>/.exec(text)?.[0]).not.toContain('value=');
    }
    expect(await owners(cardea)).toEqual([]);
    expect((await browser.submit(page.forms[0], { ...olga, email: '' })).status).toBe(303);
    const { stdout } = await cardea.cli(['users', 'show', 'olga', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ role: 'owner', username: 'olga' });
  });

  test('no other site sends the form, and no other link opens it (S107)', async () => {
    await using cardea = await startCardea({ env: { CARDEA_SIGN_UP: 'verified_email' } });
    const { browser, page } = await open(cardea);
    const crossSite = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(isRefused(await browser.submit(page.forms[0], olga, crossSite))).toBe(true);
    expect(isRefused(await new HttpBrowser(cardea.issuer).submit(page.forms[0], olga))).toBe(true);
    await cardea.cli(['users', 'add', '--username', 'alice', '--no-password']);
    const reset = JSON.parse((await cardea.cli(['users', 'reset-link', 'alice', '--json'])).stdout).url;
    const text = new URL(reset).searchParams.get('link') ?? '';
    const setUp = new URL(await shownLink(cardea)).searchParams.get('link') ?? '';
    for (const address of [
      '/setup',
      '/setup?link=',
      `/setup?link=${text}`,
      `/setup?link=${setUp.slice(0, -1)}`,
      `/link?link=${setUp}`,
    ])
      expect([address, isRefused(await browser.open(cardea.issuer + address))]).toEqual([address, true]);
    const smuggled = page.forms[0] && { ...page.forms[0], action: `${cardea.issuer}/link` };
    expect(isRefused(await browser.submit(smuggled, { ...olga, link: setUp }))).toBe(true);
    expect(await owners(cardea)).toEqual([]);
  });

  test('the page tells the link to nobody, and the database keeps its hash alone', async () => {
    const cardea = await startCardea();
    const watch = createSecretWatch();
    const link = JSON.parse((await cardea.cli(['setup', '--link', '--json'])).stdout).url;
    watch.keep(new URL(link).searchParams.get('link') ?? '');
    watch.keep(olga['new-password']);
    const { browser, page } = await open(cardea, link);
    const headers = Object.fromEntries(page.headers);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('name="referrer" content="strict-origin"');
    await browser.submit(page.forms[0], { ...olga, username: '' });
    await browser.submit(page.forms[0], olga);
    await open(cardea, link);
    await watch.stop(cardea);
  });

  test('no token makes an owner: that is done at the machine', async () => {
    await using cardea = await startCardea();
    const add = ['clients', 'add', '--name', 'Wide', '--grant', 'client_credentials', '--scope', 'admin:*', '--json'];
    const { client_id, client_secret } = JSON.parse((await cardea.cli(add)).stdout);
    const answer = await fetch(cardea.endpoint('token'), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'admin:*' }),
    });
    const { access_token } = (await answer.json()) as { readonly access_token: string };
    for (const [procedure, body] of [
      ['system.setUpLink', ''],
      ['system.setUpOwner', JSON.stringify({ username: 'mallory', password: { generate: true } })],
    ]) {
      const refused = await fetch(`${cardea.issuer}/admin/trpc/${procedure}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
        ...(body ? { body } : {}),
      });
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('authority.operator_only')]);
    }
    expect(await owners(cardea)).toEqual([]);
  });
});
