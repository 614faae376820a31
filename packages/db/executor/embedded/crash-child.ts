import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../open-database.ts';

// Run by crash.test.ts: issues tokens until it is killed, and names each one that was acknowledged.
const [url = ''] = process.argv.slice(2);
const { stores } = await openDatabase({ url, clock: { nowMs: Date.now }, controlSocket: '/run/cardea.sock' });

const issueForever = async (): Promise<never> => {
  for (;;) {
    const token = {
      id: randomBytes(17).toString('base64url').slice(0, 22),
      format: 'jwt',
      clientId: 'c',
      subject: 'c',
      scopes: [],
      audience: [],
      issuedAt: 0,
      expiresAt: 1,
    } as const;
    await stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
    process.stdout.write(`${token.id}\n`);
  }
};

await Promise.all(Array.from({ length: 16 }, issueForever));
