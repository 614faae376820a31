import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { act, browserAtAccount } from '../../harness/account-pages.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  await cardea.cli(['scopes', 'add', 'files', '--description', 'Your files']);
});
afterAll(() => cardea.stop());

const MONTH_SECONDS = '2592000';
const PASSWORD = /[0-9a-z]{6}(-[0-9a-z]{6}){3}/;

describe('the app passwords of a person (parity: app passwords)', () => {
  test('are made and shown once, listed without themselves, and revoked', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/app-passwords' });
    const made = await act(browser, page, { action: 'make', name: 'rclone', ttl: MONTH_SECONDS, 'scope:files': 'yes' });
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(made.text).toContain('id="app-password-made"');
    const [password = ''] = PASSWORD.exec(made.text) ?? [];
    const signIn = new URLSearchParams({ username: alice.username, password });
    const start = () => fetch(`${cardea.issuer}/api/v1/session`, { method: 'POST', body: signIn });
    expect((await start()).status).toBe(201);

    const listed = await browser.open(`${cardea.issuer}/account/app-passwords`);
    expect(listed.text).toContain('rclone');
    expect(listed.text).toContain('Your files');
    expect(listed.text).not.toContain(password);
    const removed = await act(browser, listed, { action: 'remove' });
    expect(removed.status).toBe(303);
    const after = await browser.follow(removed);
    expect(after.text).toContain('id="account-notice"');
    expect(after.text).not.toContain('rclone');
    expect((await start()).status).toBe(401);
  });

  test('are not made with what may not be, and the form keeps what was typed', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/app-passwords' });
    for (const wrong of [
      { name: ' ', ttl: MONTH_SECONDS },
      { name: 'for ever', ttl: 'never' },
      { name: 'long', ttl: '999999999' },
      { name: 'odd', ttl: 'soon' },
    ]) {
      const refused = await act(browser, page, { action: 'make', ...wrong });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('id="app-password-fault"');
      expect(refused.text).not.toMatch(PASSWORD);
    }
    const { stdout } = await cardea.cli(['auth', 'ls', '--user', alice.username, '--json']);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
