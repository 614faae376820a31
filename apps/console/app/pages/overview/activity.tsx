import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Breakdown } from './breakdown.tsx';
import { type Chart, charts, type Line, spoken } from './lines.ts';
import { type Range, ranges, type Series } from './numbers.ts';
import { NumbersTable } from './numbers-table.tsx';

const REFRESH_MS = 60_000;

const NotDrawn = () => (
  <p className="py-16 text-center text-muted text-sm">The chart did not load. The numbers are in the table below.</p>
);

const DrawnChart = lazy(() =>
  import('./chart.tsx').then(
    ({ DrawnChart }) => ({ default: DrawnChart }),
    () => ({ default: NotDrawn }),
  ),
);

const pens: Readonly<Record<Line['pen'], string>> = {
  accent: 'stroke-accent',
  notice: 'stroke-notice',
  danger: 'stroke-danger',
};

const Legend = ({ lines }: Pick<Chart, 'lines'>) =>
  lines.length < 2 ? null : (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {lines.map(({ key, label, pen, dashes }) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 20 4" className={`h-1 w-5 ${pens[pen]}`}>
            <path d="M0 2h20" strokeWidth="2" strokeDasharray={dashes} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );

const ChartCard = ({ chart, series }: { readonly chart: Chart; readonly series: Series }) => (
  <section id={chart.id} className="min-w-0 rounded-2xl border border-line bg-card p-5">
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-2">
      <h3 className="font-medium text-sm">{chart.title}</h3>
      <p className="font-semibold tabular-nums">{chart.sum(series)}</p>
    </div>
    <div role="img" aria-label={spoken(chart, series)}>
      <div aria-hidden="true" className="min-h-[180px]">
        <Suspense fallback={<div className="h-[180px] animate-pulse rounded-xl bg-tint" />}>
          <DrawnChart chart={chart} series={series} />
        </Suspense>
      </div>
    </div>
    <Legend lines={chart.lines} />
  </section>
);

const names = Object.keys(ranges) as readonly Range[];

const RangeChoice = ({ range, onChange }: { readonly range: Range; readonly onChange: (range: Range) => void }) => (
  <fieldset id="range" className="inline-flex rounded-xl border border-line bg-card p-1">
    <legend className="sr-only">How far back</legend>
    {names.map((name) => (
      <label
        key={name}
        className="inline-flex min-h-9 cursor-pointer items-center rounded-lg px-3 text-muted text-sm has-checked:bg-tint has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
      >
        <input
          id={`range-${name}`}
          type="radio"
          name="range"
          className="sr-only"
          checked={name === range}
          onChange={() => onChange(name)}
        />
        {ranges[name].label}
      </label>
    ))}
  </fieldset>
);

/** What happened over time, on all servers together. */
export const Activity = () => {
  const [range, setRange] = useState<Range>('day');
  const query = useQuery({
    queryKey: ['series', range],
    queryFn: () => api.stats.series.query(ranges[range].wanted),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <section id="activity" aria-labelledby="activity-title" className="min-w-0">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="activity-title" className="font-semibold tracking-tight">
          Activity
        </h2>
        <RangeChoice range={range} onChange={setRange} />
      </div>
      <Loaded query={query}>
        {(series) => (
          <div className="flex flex-col gap-4">
            <div className="grid gap-4 xl:grid-cols-2">
              {charts.map((chart) => (
                <ChartCard key={chart.id} chart={chart} series={series} />
              ))}
            </div>
            <Breakdown series={series} />
            <Card>
              <NumbersTable series={series} />
            </Card>
          </div>
        )}
      </Loaded>
    </section>
  );
};
