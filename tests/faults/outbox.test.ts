import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmtpSink, startSmtpSink } from '@cardea/testkit';
import { freePort } from '../harness/free-port.ts';
import { HttpBrowser } from '../harness/http-browser.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { makeCertificate } from '../security/http/certificates.ts';

const TIMEOUT_MS = 60_000;
const folders: string[] = [];
const servers: RunningCardea[] = [];

afterAll(async () => {
  for (const server of servers.toReversed()) await server.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-outbox-'));
  folders.push(folder);
  return folder;
};

interface Wanted {
  readonly smtp: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The one that it takes the place of. */
  readonly after?: RunningCardea;
}

const start = async ({ smtp, env = {}, after }: Wanted): Promise<RunningCardea> => {
  const server = await startCardea({
    ...(after === undefined ? { dataDir: await aFolder() } : { dataDir: after.dataDir, port: after.port }),
    env: { CARDEA_SMTP_URL: smtp, CARDEA_MAIL_FROM: 'Cardea <no-reply@cardea.example>', ...env },
  });
  servers.push(server);
  return server;
};

/** Alice asks for a new password. */
const ask = async ({ issuer }: RunningCardea): Promise<void> => {
  const browser = new HttpBrowser(issuer);
  const page = await browser.open(`${issuer}/forgot-password`);
  const answer = await browser.submit(page.forms[0], { username: alice.username });
  expect([answer.status, answer.text.includes('id="mail-sent"')]).toEqual([200, true]);
};

const taken = (sink: SmtpSink, count = 1): Promise<true> =>
  waitUntil(() => sink.taken.length >= count || undefined, { what: 'the mail', timeoutMs: 30_000 });

/** Mail is quoted-printable: lines are cut, and `=` is written as a number. */
const textOf = (message: string): string => message.replaceAll('=\r\n', '').replaceAll('=3D', '=');

describe('a mail that was promised (INV8)', () => {
  test(
    'leaves though the mail server was away and the server was killed, and its link works',
    async () => {
      const port = freePort();
      const first = await start({ smtp: `smtp://127.0.0.1:${port}` });
      await addPerson(first, alice);
      await ask(first);
      // The mail server is not there: it was tried, and waits
      await waitUntil(() => first.logs().includes('is tried again'), { what: 'a failed attempt', timeoutMs: 15_000 });
      await first.kill();

      await using sink = await startSmtpSink({}, port);
      const second = await start({ smtp: `smtp://127.0.0.1:${port}`, after: first });
      await taken(sink);
      const [{ to = [], message = '' } = {}] = sink.taken;
      expect(to).toEqual([alice.email]);
      const [link = ''] = /http\S+\/link\?link=cda_ol_[\w-]+/.exec(textOf(message)) ?? [];
      const page = await new HttpBrowser(second.issuer).open(link);
      expect([page.status, page.text.includes('id="new-password"')]).toEqual([200, true]);
      // What waits in the database is sealed, and what is logged names neither the link nor the person
      const database = await Bun.file(join(second.dataDir, 'cardea.db')).bytes();
      expect(Buffer.from(database).includes(link.slice(-40))).toBe(false);
      expect(first.logs() + second.logs()).not.toContain(link.slice(-40));
      expect(first.logs()).not.toContain(alice.email);
    },
    TIMEOUT_MS,
  );

  test(
    'that nobody will ever take is given up, and the metrics say so',
    async () => {
      await using sink = await startSmtpSink();
      const server = await start({ smtp: `smtp://127.0.0.1:${sink.port}` });
      await addPerson(server, { ...alice, email: 'nobody@people.example' });
      await ask(server);
      await waitUntil(() => server.logs().includes('is given up'), { what: 'a dead message', timeoutMs: 15_000 });
      expect(sink.taken).toEqual([]);
      expect(server.logs()).not.toContain('nobody@people.example');
    },
    TIMEOUT_MS,
  );

  test(
    'travels by TLS to a server whose certificate is trusted, and by no other',
    async () => {
      const folder = await aFolder();
      const { cert, key } = await makeCertificate(folder, 'mail');
      const [certificate, privateKey] = [await Bun.file(cert).text(), await Bun.file(key).text()];
      await using sink = await startSmtpSink({ secure: true, cert: certificate, key: privateKey });
      const smtp = `smtps://localhost:${sink.port}`;
      const untrusting = await start({ smtp });
      await addPerson(untrusting, alice);
      await ask(untrusting);
      await waitUntil(() => untrusting.logs().includes('is tried again'), {
        what: 'a failed attempt',
        timeoutMs: 15_000,
      });
      expect(sink.taken).toEqual([]);
      await untrusting.stop();
      await start({ smtp, env: { NODE_EXTRA_CA_CERTS: cert }, after: untrusting });
      await taken(sink);
      expect(sink.taken.map(({ to }) => to)).toEqual([[alice.email]]);
    },
    TIMEOUT_MS,
  );
});
