import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { temporaryFolder } from '@cardea/testkit';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { freePort } from '../../harness/free-port.ts';
import { type LogoutReceiver, startLogoutReceiver } from '../../harness/logout-receiver.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';
const ALLOWED = { CARDEA_ALLOW_PRIVATE_LOGOUT_HOSTS: '127.0.0.1' };

let receiver: LogoutReceiver;
const running: RunningCardea[] = [];

beforeEach(() => {
  receiver = startLogoutReceiver();
});
afterEach(async () => {
  for (const cardea of running.splice(0)) await cardea.stop();
  receiver[Symbol.dispose]();
});

const start = async (options: Parameters<typeof startCardea>[0]): Promise<RunningCardea> => {
  const cardea = await startCardea(options);
  running.push(cardea);
  return cardea;
};

const register = (cardea: RunningCardea, uri: string): Promise<AddedClient> =>
  addClient(cardea, {
    name: 'App',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid',
    words: ['--backchannel-logout-uri', uri],
  });

const signInAndOut = async (cardea: RunningCardea, client: AddedClient): Promise<string> => {
  const { browser, tokens, sid } = await signInToApp(cardea, { client, redirectUri: REDIRECT_URI });
  const hint = new URLSearchParams({ id_token_hint: tokens.id_token });
  const answer = await browser.send(`${cardea.endpoint('logout')}?${hint}`);
  expect(answer.status).toBe(303);
  return sid;
};

const arrived = (count: number) =>
  waitUntil(() => receiver.received.length >= count, { what: `${count} tokens arrived`, timeoutMs: 40_000 });

const logged = (cardea: RunningCardea, text: string) =>
  waitUntil(() => cardea.logs().includes(text), { what: `the log says ${text}`, timeoutMs: 20_000 });

describe('delivery (Back-Channel Logout §2.5, §2.8)', () => {
  test('is tried again where the client is in trouble, each time with a fresh token, until it is taken', async () => {
    const cardea = await start({ env: ALLOWED });
    await addPerson(cardea, alice);
    receiver.answer('app', (_received, attempt) => new Response(null, { status: attempt === 1 ? 503 : 204 }));
    const sid = await signInAndOut(cardea, await register(cardea, receiver.url('app')));
    await arrived(2);
    expect(receiver.received.map(({ claims }) => claims.sid)).toEqual([sid, sid]);
    const [first, second] = receiver.received.map(({ claims }) => claims);
    expect(second?.jti).not.toBe(first?.jti);
    expect(Number(second?.exp)).toBeGreaterThan(Number(first?.exp));
    expect(cardea.logs()).toContain('The client answered with 503');
    for (const { token } of receiver.received) expect(cardea.logs()).not.toContain(token);
  });

  test.each([
    ['400 is the last word', 400, 'dead'],
    ['a redirect is not followed (S076)', 302, 'retried'],
  ])('%s', async (_rule, status, outcome) => {
    const cardea = await start({ env: ALLOWED });
    await addPerson(cardea, alice);
    receiver.answer('app', () => new Response('no', { status, headers: { location: receiver.url('other') } }));
    await signInAndOut(cardea, await register(cardea, receiver.url('app')));
    await arrived(1);
    await logged(cardea, `The client answered with ${status}`);
    expect(cardea.logs()).toContain(outcome === 'dead' ? 'is given up' : 'is tried again');
    expect(receiver.received.map(({ application }) => application)).toEqual(['app']);
  });

  test('S076: goes to nowhere inside unless the operator allows the host', async () => {
    const cardea = await start({});
    await addPerson(cardea, alice);
    await signInAndOut(cardea, await register(cardea, receiver.url('app')));
    await logged(cardea, 'is tried again');
    expect(receiver.received).toEqual([]);
  });

  test('survives a server that is killed: the next one tells the client', async () => {
    using folder = temporaryFolder();
    const [port, later] = [freePort(), freePort()];
    const first = await startCardea({ env: ALLOWED, dataDir: folder.path, port });
    await addPerson(first, alice);
    const sid = await signInAndOut(first, await register(first, `http://127.0.0.1:${later}/app`));
    await first.kill();
    await first.stop();
    const back = startLogoutReceiver(later);
    try {
      await start({ env: ALLOWED, dataDir: folder.path, port });
      await waitUntil(() => back.received.length > 0, { what: 'the token arrived', timeoutMs: 90_000 });
      expect(back.received.map(({ claims }) => claims.sid)).toEqual([sid]);
    } finally {
      back[Symbol.dispose]();
    }
  }, 120_000);
});
