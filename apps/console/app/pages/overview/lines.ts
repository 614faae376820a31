import { inWords, milliseconds, type Point, peak, type Series, spanLabel, total } from './numbers.ts';

/** One line of a chart. `pen` names a colour of the look, and how it is drawn: never the colour alone. */
export interface Line {
  readonly key: string;
  readonly label: string;
  readonly of: (point: Point) => number | undefined;
  readonly pen: 'accent' | 'notice' | 'danger';
  readonly dashes?: string;
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly show: (value: number) => string;
  /** On the axis, where there is little room. */
  readonly tick?: (value: number) => string;
  /** The number above the chart. */
  readonly sum: (series: Series) => string;
}

const most = (series: Series, of: Line['of'], show: Chart['show']): string => {
  const highest = peak(series, of);
  return highest === undefined ? 'none' : `most ${show(highest.value)}, ${spanLabel(highest.at, series)}`;
};

export const charts: readonly Chart[] = [
  {
    id: 'chart-tokens',
    title: 'Tokens issued',
    lines: [{ key: 'tokens', label: 'Tokens', of: (point) => point.tokens, pen: 'accent' }],
    show: inWords,
    sum: (series) => inWords(total(series, (point) => point.tokens)),
  },
  {
    id: 'chart-sign-ins',
    title: 'Sign-ins and refusals',
    lines: [
      { key: 'signIns', label: 'Sign-ins', of: (point) => point.signIns, pen: 'accent' },
      { key: 'refusals', label: 'Refusals', of: (point) => point.refusals, pen: 'danger', dashes: '5 3' },
    ],
    show: inWords,
    sum: (series) =>
      `${inWords(total(series, (point) => point.signIns))} / ${inWords(total(series, (point) => point.refusals))}`,
  },
  {
    id: 'chart-latency',
    title: 'Time of an answer (ms)',
    lines: [
      { key: 'token95', label: 'Token, 95 of 100', of: (point) => point.tokenLatency.p95Ms, pen: 'accent' },
      {
        ...{ key: 'token50', label: 'Token, half', pen: 'accent', dashes: '2 3' },
        of: (point) => point.tokenLatency.p50Ms,
      },
      {
        ...{ key: 'pages95', label: 'Pages, 95 of 100', pen: 'notice', dashes: '6 3' },
        of: (point) => point.pageLatency.p95Ms,
      },
    ],
    show: milliseconds,
    tick: inWords,
    sum: (series) =>
      milliseconds(series.points.findLast(({ tokenLatency }) => tokenLatency.p95Ms !== undefined)?.tokenLatency.p95Ms),
  },
  {
    id: 'chart-sessions',
    title: 'Signed-in browsers, at most',
    lines: [{ key: 'sessions', label: 'Browsers', of: (point) => point.activeSessions, pen: 'accent' }],
    show: inWords,
    sum: (series) => inWords(peak(series, (point) => point.activeSessions)?.value ?? 0),
  },
];

/** A chart for who does not see it. */
export const spoken = ({ title, lines, show }: Chart, series: Series): string =>
  `${title}: ${lines.map(({ label, of }) => `${label}, ${most(series, of, show)}`).join('; ')}`;
