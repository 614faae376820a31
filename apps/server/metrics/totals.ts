import type { Counted } from '@cardea/core';
import type { Family, HistogramSeries, Series } from './series.ts';

/** Where what is counted for the statistics lies. */
export interface CountedFamilies {
  readonly tokens: Family<Series>;
  readonly signIns: Family<Series>;
  readonly refusals: Family<Series>;
  readonly requests: Family<Series>;
  readonly durations: Family<HistogramSeries>;
}

/** What watches the server, or serves the console: none of it is what the server is there for. */
const isAside = (route: string): boolean =>
  route === 'livez' || route === 'readyz' || route === 'metrics' || route === 'admin' || route.startsWith('console');

const PAGES =
  /^(authorize|login|consent|select-account|account|device$|logout|link|sign-up|forgot-password|upstream-callback)/;

/** Whose time is told: that of programs that get tokens, and that of people. */
const timedAs = (route: string): 'token' | 'pages' | undefined => {
  if (route === 'token') return 'token';
  return PAGES.test(route) ? 'pages' : undefined;
};

const summed = (measure: Counted['measure'], rows: readonly (readonly [label: string, value: number])[]) => {
  const byLabel = new Map<string, number>();
  for (const [label, value] of rows) byLabel.set(label, (byLabel.get(label) ?? 0) + value);
  return [...byLabel].map(([label, value]): Counted => ({ measure, label, value }));
};

const firstLabel = (family: Family<Series>): readonly (readonly [string, number])[] =>
  [...family.entries()].map(([[label = ''], { value }]) => [label, value] as const);

/** Everything that this process has counted since it started: nothing is counted twice for it. */
export const readTotals = (families: CountedFamilies): readonly Counted[] => {
  const { tokens, signIns, refusals, requests, durations } = families;
  const statuses = [...requests.entries()].flatMap(([[route = '', , status = ''], { value }]) =>
    isAside(route) ? [] : [[`${status.slice(0, 1)}xx`, value] as const],
  );
  const times = [...durations.entries()].flatMap(([[route = ''], { bounds, counts }]) => {
    const as = timedAs(route);
    return as === undefined
      ? []
      : [...counts].map((count, index) => [`${as} ${bounds[index] ?? 'Infinity'}`, count] as const);
  });
  return [
    ...summed('tokens', firstLabel(tokens)),
    ...summed('sign_ins', firstLabel(signIns)),
    ...summed('refusals', firstLabel(refusals)),
    ...summed('requests', statuses),
    ...summed('latency', times),
  ];
};
