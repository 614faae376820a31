import type { AdminClient } from '../connect/admin-client.ts';
import { instant } from '../terminal/times.ts';

type Series = Awaited<ReturnType<AdminClient['stats']['series']['query']>>;
type Figures = Awaited<ReturnType<AdminClient['stats']['figures']['query']>>;
type Matter = Awaited<ReturnType<AdminClient['stats']['attention']['query']>>[number];

const upTo = (value: number, most: number): string => (value < most ? String(value) : `${value} or more`);

/** How much there is now. */
export const figureFacts = (figures: Figures): readonly (readonly [string, string])[] => [
  ['clients', String(figures.clients)],
  ['users', String(figures.accounts)],
  ['resources', String(figures.resources)],
  ['live tokens', upTo(figures.liveTokens, figures.countedUpTo.tokens)],
  ['signed-in browsers', upTo(figures.liveSessions, figures.countedUpTo.sessions)],
];

export const pointHeading = ['FROM', 'TOKENS', 'SIGN-INS', 'REFUSALS', 'REQUESTS', 'FAILED', 'TOKEN P95', 'SESSIONS'];

export const pointRow = (point: Series['points'][number]): readonly string[] => [
  instant(point.at) ?? '',
  ...[point.tokens, point.signIns, point.refusals, point.requests, point.failures].map(String),
  point.tokenLatency.p95Ms === undefined ? '' : `${point.tokenLatency.p95Ms} ms`,
  point.activeSessions === undefined ? '' : String(point.activeSessions),
];

export const matterLines = (matters: readonly Matter[]): readonly string[] =>
  matters.map(
    ({ severity, text, subject, at, mend }) =>
      `${severity}: ${text}${at === undefined ? '' : ` (${instant(at)})`} [${subject}]. ${mend}.`,
  );
