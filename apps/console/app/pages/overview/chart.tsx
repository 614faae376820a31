import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Chart, Line } from './lines.ts';
import { type Series, spanLabel } from './numbers.ts';

const HEIGHT_PX = 180;
const AXIS_PX = 52;
const TICK = { fill: 'var(--muted)', fontSize: 11 } as const;

const ink = ({ pen }: Line): string => `var(--${pen})`;

interface Told {
  readonly active?: boolean;
  readonly label?: unknown;
  readonly chart: Chart;
  readonly series: Series;
}

const Told = ({ active = false, label, chart, series }: Told) => {
  const point = series.points.find(({ at }) => at === label);
  if (!active || point === undefined) return null;
  return (
    <div className="rounded-xl border border-line bg-card px-3 py-2 text-xs shadow-sm">
      <p className="font-medium">{spanLabel(point.at, series)}</p>
      {chart.lines.map(({ key, label: name, of }) => {
        const value = of(point);
        return (
          <p key={key} className="text-muted tabular-nums">
            {name}: {value === undefined ? '–' : chart.show(value)}
          </p>
        );
      })}
    </div>
  );
};

/** Drawn in a file of its own, which is only loaded where there is something to draw. */
export const DrawnChart = ({ chart, series }: { readonly chart: Chart; readonly series: Series }) => {
  const data = series.points.map((point) => ({
    at: point.at,
    ...Object.fromEntries(chart.lines.map(({ key, of }) => [key, of(point)])),
  }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT_PX}>
      <AreaChart data={data} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={28}
          tickFormatter={(at: number) => spanLabel(at, series, true)}
        />
        <YAxis
          width={AXIS_PX}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          allowDecimals={chart.tick !== undefined}
          tickFormatter={chart.tick ?? chart.show}
        />
        <Tooltip content={<Told chart={chart} series={series} />} isAnimationActive={false} />
        {chart.lines.map((line) => (
          <Area
            key={line.key}
            type="monotone"
            dataKey={line.key}
            stroke={ink(line)}
            strokeWidth={2}
            strokeDasharray={line.dashes ?? '0'}
            fill={ink(line)}
            fillOpacity={chart.lines.length === 1 ? 0.12 : 0}
            isAnimationActive={false}
            connectNulls={false}
            dot={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
};
