import type { MetricRow } from './metrics-table.ts';

/** A family keeps at most so many series; what comes later is counted under `other`. */
const MAX_SERIES = 1000;
const OTHER = 'other';

/** A number with its labels. Whoever holds it counts with `value++`. */
export interface Series {
  readonly labels: string;
  value: number;
}

/** A histogram with its labels: how many observations fell under each bound but not the one before, and their sum. */
export interface HistogramSeries {
  readonly labels: string;
  readonly bounds: readonly number[];
  readonly counts: Float64Array;
  sum: number;
}

const escapeLabel = (text: string): string => text.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`));

const labelText = (names: readonly string[], values: readonly string[]): string =>
  names.map((name, index) => `${name}="${escapeLabel(values[index] ?? '')}"`).join(',');

/** All series of one metric. The label values are given in the order of the table. */
export class Family<S> {
  readonly row: MetricRow;
  readonly #series = new Map<string, S>();
  readonly #names: readonly string[];
  readonly #make: (labels: string) => S;

  constructor(row: MetricRow, make: (labels: string) => S) {
    this.row = row;
    this.#names = Object.keys(row.labels);
    this.#make = make;
  }

  /** The series with these labels, made at its first use. To be held by whoever counts often. */
  of(...values: readonly string[]): S {
    const key = values.join('\0');
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    if (this.#series.size >= MAX_SERIES && values.some((value) => value !== OTHER))
      return this.of(...values.map(() => OTHER));
    const made = this.#make(labelText(this.#names, values));
    this.#series.set(key, made);
    return made;
  }

  /** With the values of their labels. */
  *entries(): Iterable<readonly [values: readonly string[], series: S]> {
    for (const [key, series] of this.#series) yield [key.split('\0'), series];
  }

  all(): Iterable<S> {
    return this.#series.values();
  }
}

export const counterFamily = (row: MetricRow): Family<Series> =>
  new Family<Series>(row, (labels) => ({ labels, value: 0 }));

export const histogramFamily = (row: MetricRow): Family<HistogramSeries> => {
  const bounds = row.buckets ?? [];
  return new Family<HistogramSeries>(row, (labels) => ({
    labels,
    bounds,
    counts: new Float64Array(bounds.length + 1),
    sum: 0,
  }));
};

/** Counts one observation. A few nanoseconds: most fall under one of the first bounds. */
export const observe = (series: HistogramSeries, value: number): void => {
  const { bounds, counts } = series;
  let index = 0;
  while (index < bounds.length && value > (bounds[index] ?? 0)) index++;
  counts[index] = (counts[index] ?? 0) + 1;
  series.sum += value;
};
