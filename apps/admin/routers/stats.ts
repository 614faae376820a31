import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { attention, figures, series, wantedSeries } from '../schemas/stats.ts';

export const statsRouter = router({
  figures: needs('stats:read')
    .output(figures)
    .query(({ ctx }) => ctx.management.stats.figures()),
  series: needs('stats:read')
    .input(wantedSeries)
    .output(series)
    .query(({ input, ctx }) => ctx.management.stats.series(input)),
  attention: needs('stats:read')
    .output(attention)
    .query(({ ctx }) => ctx.management.stats.attention()),
});
