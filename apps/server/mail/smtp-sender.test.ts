import { describe, expect, test } from 'bun:test';
import { startSmtpSink } from '@cardea/testkit';
import type { SmtpServer } from '../config/mail-values.ts';
import { createSmtpSender, smtpFailure } from './smtp-sender.ts';

const from = { name: 'Türsteher', address: 'no-reply@cardea.example' };

const serverAt = (port: number, changes: Partial<SmtpServer> = {}): SmtpServer => ({
  host: '127.0.0.1',
  port,
  implicitTls: false,
  user: undefined,
  password: undefined,
  ...changes,
});

const mailTo = (to: string) => ({ to, subject: 'Grüße für dich', text: 'hällo\n', html: '<p>hällo</p>' });
const options = { id: 'message-1', signal: AbortSignal.timeout(10_000) };

describe('mail by SMTP', () => {
  test('is taken as plain text and HTML, once, with an id that is the same in every attempt', async () => {
    await using sink = await startSmtpSink();
    const sender = createSmtpSender({ server: serverAt(sink.port), tls: 'off', from });
    expect(await sender.send(mailTo('ada@people.example'), options)).toEqual({ outcome: 'delivered' });
    expect(sink.taken).toHaveLength(1);
    const [{ from: envelope = '', to = [], message = '' } = {}] = sink.taken;
    expect([envelope, to]).toEqual(['no-reply@cardea.example', ['ada@people.example']]);
    expect(message).toContain('Message-ID: <message-1@cardea.example>');
    expect(message).toContain('Auto-Submitted: auto-generated');
    expect(message).toContain('=?UTF-8?Q?Gr=C3=BC=C3=9Fe_f=C3=BCr_dich?=');
    expect(message).toMatch(/text\/plain[\s\S]*h=C3=A4llo[\s\S]*text\/html[\s\S]*h=C3=A4llo/);
  });

  test('signs in where the server wants it; a wrong password is a reason to wait, not to give up', async () => {
    await using sink = await startSmtpSink({ authOptional: false });
    const as = (password: string) =>
      createSmtpSender({ server: serverAt(sink.port, { user: 'mailer', password }), tls: 'off', from });
    expect(await as('wrong').send(mailTo('ada@people.example'), options)).toMatchObject({ outcome: 'failed' });
    expect(sink.taken).toEqual([]);
    expect(await as('right').send(mailTo('ada@people.example'), options)).toEqual({ outcome: 'delivered' });
    expect(sink.users).toEqual(['mailer']);
  });

  test('that is turned away for now is tried again; for good, it is given up; the reason names nobody (RFC 5321 §4.2.1)', async () => {
    await using sink = await startSmtpSink();
    const sender = createSmtpSender({ server: serverAt(sink.port), tls: 'off', from });
    expect(await sender.send(mailTo('busy@people.example'), options)).toEqual({
      outcome: 'failed',
      reason: expect.stringContaining('450'),
    });
    const refused = await sender.send(mailTo('nobody@people.example'), options);
    expect(refused).toEqual({ outcome: 'refused', reason: expect.stringContaining('550') });
    expect(JSON.stringify(refused)).not.toContain('people.example');
    expect(sink.taken).toEqual([]);
  });

  test('does not leave without TLS where it is required, nor to a server whose certificate is not trusted', async () => {
    await using plain = await startSmtpSink();
    await using starttls = await startSmtpSink({ disabledCommands: [] });
    await using implicit = await startSmtpSink({ secure: true });
    const senders = [
      createSmtpSender({ server: serverAt(plain.port), tls: 'required', from }),
      createSmtpSender({ server: serverAt(starttls.port), tls: 'required', from }),
      createSmtpSender({ server: serverAt(implicit.port, { implicitTls: true }), tls: 'required', from }),
      // Whatever is said of STARTTLS
      createSmtpSender({ server: serverAt(implicit.port, { implicitTls: true }), tls: 'off', from }),
    ];
    for (const sender of senders)
      expect(await sender.send(mailTo('ada@people.example'), options)).toMatchObject({ outcome: 'failed' });
    expect([plain.taken, starttls.taken, implicit.taken]).toEqual([[], [], []]);
  });

  test('a server that is not there is a reason to wait', async () => {
    const port = await (async () => {
      await using sink = await startSmtpSink();
      return sink.port;
    })();
    const sender = createSmtpSender({ server: serverAt(port), tls: 'off', from });
    expect(await sender.send(mailTo('ada@people.example'), options)).toMatchObject({ outcome: 'failed' });
  });

  test('an address with line breaks or several addresses in it reaches nobody else', async () => {
    await using sink = await startSmtpSink();
    const sender = createSmtpSender({ server: serverAt(sink.port), tls: 'off', from });
    for (const to of [
      'ada@people.example\r\nBcc: eve@evil.example',
      'ada@people.example, eve@evil.example',
      'ada@people.example>\r\nRCPT TO:<eve@evil.example',
    ])
      await sender.send(mailTo(to), options);
    for (const { to, message } of sink.taken) {
      expect(to).toHaveLength(1);
      expect(to).not.toContain('eve@evil.example');
      expect(message).not.toMatch(/^Bcc:/im);
    }
  });

  test('what is no error of SMTP is a reason to wait', () => {
    expect(smtpFailure('x')).toEqual({ outcome: 'failed', reason: 'unknown failure' });
    expect(smtpFailure(Object.assign(new Error('no'), { code: 'EAUTH', responseCode: 535 }))).toMatchObject({
      outcome: 'failed',
    });
  });
});
