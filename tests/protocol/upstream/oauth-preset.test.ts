import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { addProvider, browserAtProvider, problemOf, SECRET } from '../../harness/at-provider.ts';
import { authorizationUrl } from '../../harness/authorization.ts';
import type { HttpBrowser, PageResponse } from '../../harness/http-browser.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';

/** A server that only speaks OAuth 2, in the dialect of GitHub: errors come with 200, people are numbers. */
const startGitServer = () => {
  const forms: URLSearchParams[] = [];
  const bearers: (string | null)[] = [];
  let person: Readonly<Record<string, unknown>> = {};
  let emails: unknown = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/token') {
        const form = new URLSearchParams(await request.text());
        forms.push(form);
        const isRight = form.get('client_secret') === SECRET && form.get('code') === 'right';
        return Response.json(
          isRight ? { access_token: 'gho_1', token_type: 'bearer', scope: '' } : { error: 'bad_verification_code' },
        );
      }
      bearers.push(request.headers.get('authorization'));
      if (pathname === '/user') return Response.json(person);
      return pathname === '/user/emails' ? Response.json(emails) : new Response(null, { status: 404 });
    },
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    forms,
    bearers,
    is(who: Readonly<Record<string, unknown>>, addresses: unknown) {
      person = who;
      emails = addresses;
    },
    [Symbol.dispose]: () => void server.stop(true),
  };
};

let cardea: RunningCardea;
let git: ReturnType<typeof startGitServer>;
let clientId: string;

beforeAll(async () => {
  git = startGitServer();
  cardea = await startCardea({ env: { CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1' } });
  const endpoints = { authorization: 'authorize', token: 'token', userinfo: 'user' };
  const words = Object.entries(endpoints).flatMap(([name, path]) => [`--${name}-endpoint`, `${git.origin}/${path}`]);
  const plain = [
    'providers',
    'add',
    '--preset',
    'github',
    '--client-id',
    'cardea',
    '--secret-file',
    '-',
    '--trust-email',
  ];
  await cardea.cli([...plain, ...words], { stdin: SECRET });
  ({ clientId } = await addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid email profile',
  }));
});

afterAll(async () => {
  await cardea.stop();
  git[Symbol.dispose]();
});

const url = (parameters: Readonly<Record<string, string>> = {}): string =>
  authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid email', ...parameters });

const comeBack = async (code = 'right', parameters?: Readonly<Record<string, string>>) => {
  const there = await browserAtProvider(cardea, url(parameters), 'github');
  const asked = new URL(there.url).searchParams;
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
  return { browser: there.browser, asked, response: await there.browser.send(back.href) };
};

const userOf = async (browser: HttpBrowser, response: PageResponse) => {
  await browser.follow(response);
  const users = (await cardea.cli(['users', 'ls', '--json'])).json<readonly Record<string, unknown>[]>();
  return users.at(-1);
};

describe('a provider that only speaks OAuth 2', () => {
  test('signs people in: by number, with their primary address, and what they are called', async () => {
    git.is({ id: 4711, login: 'ada', name: 'Ada Lovelace', avatar_url: 'https://img.example/a.png' }, [
      { email: 'old@x.example', primary: false, verified: true },
      { email: 'ada@x.example', primary: true, verified: true },
    ]);
    const { browser, asked, response } = await comeBack();
    expect(Object.fromEntries(asked)).toMatchObject({
      scope: 'read:user user:email',
      code_challenge_method: 'S256',
      redirect_uri: `${cardea.issuer}/login/upstream/callback/github`,
    });
    for (const name of ['nonce', 'prompt', 'max_age']) expect(asked.has(name)).toBe(false);
    expect(response.status).toBe(303);
    expect(await userOf(browser, response)).toMatchObject({
      username: 'ada',
      email: 'ada@x.example',
      email_verified: true,
      claims: { name: 'Ada Lovelace', picture: 'https://img.example/a.png' },
    });
    const [form] = git.forms;
    expect(form?.get('client_id')).toBe('cardea');
    expect(form?.get('code_verifier')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(git.bearers).toEqual(['Bearer gho_1', 'Bearer gho_1']);
    // The same number is the same person, whatever they are called by now
    git.is({ id: 4711, login: 'countess' }, []);
    const before = (await cardea.cli(['users', 'ls', '--json'])).json<unknown[]>().length;
    expect((await comeBack()).response.status).toBe(303);
    expect((await cardea.cli(['users', 'ls', '--json'])).json<unknown[]>()).toHaveLength(before);
  });

  test.each([
    [{}, []],
    [{ id: null }, []],
    [{ id: 1.5 }, []],
    [{ id: '' }, []],
  ])('describes somebody, or nobody is signed in: %j', async (person, emails) => {
    git.is(person, emails);
    expect(problemOf((await comeBack()).response)).toEqual({ status: 400, problem: 'untrusted' });
  });

  test('an address that it has not verified is nobody’s', async () => {
    git.is({ id: 12, login: 'eve' }, [{ email: 'victim@x.example', primary: true, verified: false }]);
    const { browser, response } = await comeBack();
    const user = await userOf(browser, response);
    expect([user?.username, user?.email]).toEqual(['eve', undefined]);
  });

  test('an error that comes with 200 is one', async () => {
    expect(problemOf((await comeBack('wrong')).response)).toEqual({ status: 400, problem: 'failed' });
  });

  test('cannot confirm a fresh sign-in, and says so (S012)', async () => {
    git.is({ id: 4711, login: 'ada' }, []);
    expect(problemOf((await comeBack('right', { prompt: 'login' })).response)).toEqual({
      status: 400,
      problem: 'stale',
    });
  });
});

test('a provider is tried with a code that nobody has; one that is gone is said to be', async () => {
  const words = ['providers', 'test', 'github', '--json'];
  const trials = (await cardea.cli(words)).json<readonly Record<string, unknown>[]>();
  expect(trials).toMatchObject([{ step: 'client', succeeded: true }]);
  await addProvider(cardea, 'gone', { issuer: 'http://127.0.0.1:9' });
  expect((await cardea.cli(['providers', 'test', 'gone'], { exitCodes: [1] })).stdout).toContain('failed  discovery');
});
