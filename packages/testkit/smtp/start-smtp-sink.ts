import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpSink extends AsyncDisposable {
  readonly port: number;
  /** What was taken: who from, who to, and the message as it came. */
  readonly taken: readonly { readonly from: string; readonly to: readonly string[]; readonly message: string }[];
  /** Names that signed in. */
  readonly users: readonly string[];
}

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** A mail server on this machine. It is busy for `busy@…`, and knows nobody called `nobody@…`. */
export const startSmtpSink = async (options: SMTPServerOptions = {}, wantedPort = 0): Promise<SmtpSink> => {
  const taken: { from: string; to: readonly string[]; message: string }[] = [];
  const users: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth(auth, _, done) {
      if (auth.password !== 'right') return done(new Error('wrong'));
      users.push(auth.username ?? '');
      done(null, { user: auth.username });
    },
    onRcptTo({ address }, _, done) {
      if (address.startsWith('busy@')) done(refusal(450, `<${address}> try again later`));
      else if (address.startsWith('nobody@')) done(refusal(550, `<${address}> no such mailbox`));
      else done();
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          message: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
    ...options,
  });
  // A client that does not trust our certificate hangs up in the middle of TLS
  server.on('error', () => undefined);
  server.listen(wantedPort, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    users,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
};
