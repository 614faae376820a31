import type { EpochSeconds } from '../ports/clock.ts';
import type { StatSpan } from '../ports/stat.ts';

const A_DAY_SECONDS = 86_400;

/** How long each span is. */
export const spanSeconds: Readonly<Record<StatSpan, number>> = { hour: 3600, day: A_DAY_SECONDS };

/** How long the numbers of hours are kept at most: then the days say enough. */
export const HOURS_KEPT_SECONDS = 15 * A_DAY_SECONDS;

/** When the span that holds an instant began. */
export const spanStart = (span: StatSpan, at: EpochSeconds): EpochSeconds => at - (at % spanSeconds[span]);
