import { inWords, milliseconds, type Point, type Series, spanLabel } from './numbers.ts';

const columns: readonly (readonly [label: string, of: (point: Point) => string])[] = [
  ['Tokens', ({ tokens }) => inWords(tokens)],
  ['Sign-ins', ({ signIns }) => inWords(signIns)],
  ['Refusals', ({ refusals }) => inWords(refusals)],
  ['Requests', ({ requests }) => inWords(requests)],
  ['Failed', ({ failures }) => inWords(failures)],
  ['Token, 95 of 100', ({ tokenLatency }) => milliseconds(tokenLatency.p95Ms)],
  ['Pages, 95 of 100', ({ pageLatency }) => milliseconds(pageLatency.p95Ms)],
  ['Browsers', ({ activeSessions }) => (activeSessions === undefined ? '–' : inWords(activeSessions))],
];

/** The numbers behind the charts, newest first. */
export const NumbersTable = ({ series }: { readonly series: Series }) => (
  <details>
    <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent text-sm">The numbers</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
    <section aria-label="The numbers" tabIndex={0} className="mt-3 max-h-96 overflow-auto">
      <table className="w-full border-collapse text-left text-sm tabular-nums">
        <thead className="sticky top-0 bg-card">
          <tr>
            <th scope="col" className="py-2 pr-4 font-medium">
              {series.span === 'day' ? 'Day (UTC)' : 'From'}
            </th>
            {columns.map(([label]) => (
              <th key={label} scope="col" className="whitespace-nowrap px-3 py-2 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.points.toReversed().map((point) => (
            <tr key={point.at} className="border-line border-t">
              <th scope="row" className="whitespace-nowrap py-1.5 pr-4 font-normal text-muted">
                {spanLabel(point.at, series)}
              </th>
              {columns.map(([label, of]) => (
                <td key={label} className="whitespace-nowrap px-3 py-1.5 text-right">
                  {of(point)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
);
