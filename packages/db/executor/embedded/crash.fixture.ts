import { anAccessToken, fakeClock } from '@cardea/testkit';
import { openDatabase } from '../../open-database.ts';

// Issues tokens until it is killed, and names each one that was acknowledged.
const [url = ''] = process.argv.slice(2);
const { stores } = await openDatabase({ url, clock: fakeClock(0), controlSocket: '/run/cardea.sock' });

const issueForever = async (): Promise<never> => {
  for (;;) {
    const token = anAccessToken();
    await stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
    process.stdout.write(`${token.id}\n`);
  }
};

await Promise.all(Array.from({ length: 16 }, issueForever));
