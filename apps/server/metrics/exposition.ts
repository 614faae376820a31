import type { MetricRow } from './metrics-table.ts';
import type { HistogramSeries, Series } from './series.ts';

/** Prometheus text exposition format 0.0.4. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const line = (name: string, labels: string, value: number): string =>
  labels === '' ? `${name} ${value}` : `${name}{${labels}} ${value}`;

const head = ({ name, type, help }: MetricRow): readonly string[] => [
  `# HELP ${name} ${help.replace(/[\\\n]/g, (char) => (char === '\n' ? '\\n' : '\\\\'))}`,
  `# TYPE ${name} ${type}`,
];

export const renderSeries = (row: MetricRow, all: Iterable<Series>): readonly string[] => {
  const lines = [...all].map(({ labels, value }) => line(row.name, labels, value));
  return lines.length === 0 ? [] : [...head(row), ...lines];
};

export const renderHistograms = (row: MetricRow, all: Iterable<HistogramSeries>): readonly string[] => {
  const lines: string[] = [];
  for (const { labels, bounds, counts, sum } of all) {
    const comma = labels === '' ? '' : ',';
    let total = 0;
    for (const [index, count] of counts.entries()) {
      total += count;
      lines.push(line(`${row.name}_bucket`, `${labels}${comma}le="${bounds[index] ?? '+Inf'}"`, total));
    }
    lines.push(line(`${row.name}_sum`, labels, sum), line(`${row.name}_count`, labels, total));
  }
  return lines.length === 0 ? [] : [...head(row), ...lines];
};
