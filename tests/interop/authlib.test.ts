import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { submitConsent, submitLogin } from '../harness/authorization.ts';
import { HttpBrowser } from '../harness/http-browser.ts';
import { addPerson, alice } from '../harness/people.ts';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
});
afterAll(() => cardea.stop());

/** The lines of a stream, one at a time. */
const linesOf = (stream: ReadableStream<Uint8Array>): (() => Promise<string>) => {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return async () => {
    while (!text.includes('\n')) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`it ended: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
    const end = text.indexOf('\n');
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    return line;
  };
};

test('Authlib of Debian signs a person in, checks the ID token, reads the claims, refreshes and revokes', async () => {
  const client = await addClient(cardea, {
    name: 'Authlib',
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid email offline_access',
  });
  const script = join(import.meta.dir, 'peers', 'authlib_client.py');
  // Authlib wants https for the answer, unless it is told that this is a test
  const child = Bun.spawn(
    ['/usr/bin/python3', script, cardea.issuer, client.clientId, client.clientSecret, REDIRECT_URI],
    {
      env: { ...process.env, AUTHLIB_INSECURE_TRANSPORT: '1' },
      stdin: 'pipe',
      stdout: 'pipe',
      stderr: 'pipe',
    },
  );
  const stderr = new Response(child.stderr).text();
  try {
    const next = linesOf(child.stdout);
    const { url }: { url: string } = JSON.parse(await next());
    const browser = new HttpBrowser(cardea.issuer);
    const consent = await submitLogin(browser, await browser.open(url));
    const { location = '' } = await submitConsent(browser, consent);
    child.stdin.write(`${location}\n`);
    await child.stdin.end();
    const report = JSON.parse(
      await next().catch(async (error) => Promise.reject(new Error(await stderr, { cause: error }))),
    );
    const account = (await cardea.cli(['users', 'show', alice.username, '--json'])).json<{ id: string }>();
    expect(report).toMatchObject({
      sub: account.id,
      sid: expect.any(String),
      userinfo: { sub: account.id, email: alice.email },
      refreshed: 'Bearer',
      revoked: 200,
    });
    expect(await child.exited).toBe(0);
  } finally {
    child.kill();
    await child.exited;
  }
});
