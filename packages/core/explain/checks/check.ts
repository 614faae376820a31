import type { RefusalCode } from '@cardea/protocol';

/** One step at which a request can be refused: what must hold, where that is written, and the refusals that say it does not. */
interface Check {
  /** What holds once it is passed. */
  readonly rule: string;
  readonly section: string;
  readonly codes: readonly RefusalCode[];
}

export const checkTable = <const T extends Readonly<Record<string, Check>>>(checks: T): T => checks;
