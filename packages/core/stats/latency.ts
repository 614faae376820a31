/** How many requests took how long: upper bounds in seconds, ascending, the last one infinite. */
export type Histogram = ReadonlyMap<number, number>;

const ascending = (histogram: Histogram): readonly (readonly [bound: number, count: number])[] =>
  [...histogram].sort(([one], [other]) => one - other);

/**
 * The time in seconds that `share` of the requests stayed under, as Prometheus reckons it: evenly spread between two bounds.
 * Undefined without requests; above the last finite bound nothing more exact than that bound is known.
 */
export const quantile = (histogram: Histogram, share: number): number | undefined => {
  const rows = ascending(histogram);
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  let below = 0;
  let lower = 0;
  for (const [bound, count] of rows) {
    if (below + count >= share * total && count > 0)
      return Number.isFinite(bound) ? lower + ((bound - lower) * (share * total - below)) / count : lower;
    below += count;
    if (Number.isFinite(bound)) lower = bound;
  }
  return lower;
};
