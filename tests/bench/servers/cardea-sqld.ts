import { startCardea } from './cardea-process.ts';
import type { ServerUnderTest } from './server.ts';
import { startSqld } from './sqld.ts';

/** Cardea in server mode, its database a libSQL server on loopback. */
export const cardeaSqld: ServerUnderTest = {
  name: 'cardea-sqld',
  title: 'Cardea, sqld',
  start: async ({ workshop }) => {
    const sqld = await startSqld(workshop);
    const dataFolder = workshop.subfolder('cardea-sqld');
    const server = await startCardea({ workshop, dataFolder, databaseUrl: sqld.url }).catch(async (error) => {
      await sqld.stop();
      throw error;
    });
    return {
      ...server,
      stop: async () => {
        await server.stop();
        await sqld.stop();
      },
    };
  },
};
