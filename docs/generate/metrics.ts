import { type MetricRow, metricsTable } from '@cardea/server';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';

const row = ({ name, type, help, labels, buckets }: MetricRow): readonly string[] => [
  `\`${name}\``,
  type,
  Object.entries(labels)
    .map(([label, values]) => `\`${label}\` (${values})`)
    .join(', '),
  buckets === undefined ? help : `${help} Buckets: ${buckets.join(', ')}.`,
];

export const metricsPage: Page = {
  file: 'metrics.md',
  render: () =>
    [
      heading('Metrics', '`apps/server/metrics`'),
      'Prometheus text at `GET /api/v1/metrics`, for a token with the scope `metrics` ([guide](../guides/prometheus.md)).\n',
      markdownTable(['name', 'type', 'labels', 'meaning'], Object.values(metricsTable).map(row)),
      '',
    ].join('\n'),
};
