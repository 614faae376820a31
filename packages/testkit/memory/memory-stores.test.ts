import { fakeClock } from '../clock/fake-clock.ts';
import { storesContract } from '../contracts/stores.ts';
import { memoryStores } from './memory-stores.ts';

storesContract('memory', async () => ({ stores: memoryStores(fakeClock(0)), close: async () => undefined }));
