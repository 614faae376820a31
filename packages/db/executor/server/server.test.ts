import { fakeClock, startSqld, storesContract } from '@cardea/testkit';
import { openDatabase } from '../../open-database.ts';

storesContract('server', async () => {
  const sqld = await startSqld();
  const clock = fakeClock(0);
  const [one, other] = await Promise.all([
    openDatabase({ url: sqld.url, clock }),
    openDatabase({ url: sqld.url, clock }),
  ]);
  return {
    stores: one.stores,
    peers: [other.stores],
    close: async () => {
      await Promise.all([one.close(), other.close()]);
      await sqld.stop();
    },
  };
});
