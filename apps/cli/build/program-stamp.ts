import { join } from 'node:path';
import { sourceStamp } from '@cardea/console';

const HOUSE = join(import.meta.dir, '../../..');
const STAMP_CHARS = 16;

/** A digest of everything that the program is made from. */
export const programStamp = (): string => sourceStamp(HOUSE, ['apps', 'packages'], ['bun.lock']).slice(0, STAMP_CHARS);
