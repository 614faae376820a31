import { seconds } from '../../ports/clock.ts';
import { countedUpTo, type StoredFigures } from '../../ports/stat.ts';
import { readSeries, type StatSeries, type WantedSeries } from '../../stats/series.ts';
import type { ManagementPorts } from '../ports.ts';
import { listMatters } from './attention.ts';
import type { Matter } from './matter.ts';

export interface Figures extends StoredFigures {
  /** Where counting stops: a number as great as this may be greater. */
  readonly countedUpTo: typeof countedUpTo;
}

/** What happens on this server, in numbers. Nothing here changes anything. */
export interface StatManagement {
  /** How much there is now. */
  figures(): Promise<Figures>;
  /** What happened in the last hours or days: a minute behind at most. */
  series(wanted: WantedSeries): Promise<StatSeries>;
  /** What somebody should look at, the worst first. */
  attention(): Promise<readonly Matter[]>;
}

export const createStatManagement = (ports: ManagementPorts): StatManagement => ({
  figures: async () => ({ ...(await ports.stores.stats.figures(seconds(ports.clock))), countedUpTo }),
  series: (wanted) => readSeries(wanted, ports),
  attention: () => listMatters(ports),
});
