import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownRefusal = Awaited<ReturnType<AdminClient['explain']['get']['query']>>;

const MARKS = { passed: '✓', failed: '✗', not_reached: '·' } as const;

type ShownCheck = ShownRefusal['checks'][number];

/** The checks in their order, each with how it went. */
const checkLines = (checks: readonly ShownCheck[]): readonly string[] =>
  checks.map(({ rule, section, outcome }) => `  ${MARKS[outcome]} ${rule} (${section})`);

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What was registered and what was sent, a line each. */
const detailLines = (detail: ShownRefusal['detail']): readonly string[] =>
  Object.entries(detail ?? {}).map(([name, value]) => `  ${name}: ${asText(value)}`);

export const explanationLines = (refusal: ShownRefusal): readonly string[] => [
  ...facts([
    ['request', refusal.requestId],
    ['when', instant(refusal.at)],
    ['endpoint', refusal.endpoint],
    ['client id', refusal.clientId],
    ['from', refusal.address],
    ['refused', refusal.code],
    ['answered', `${refusal.error} (${refusal.status}): ${refusal.description}`],
    ['rule', refusal.section],
    ['what to do', refusal.mend],
  ]),
  ...(refusal.detail === undefined ? [] : ['', 'Facts', ...detailLines(refusal.detail)]),
  ...(refusal.checks.length === 0 ? [] : ['', 'Checks', ...checkLines(refusal.checks)]),
];

type ShownSimulation = Awaited<ReturnType<AdminClient['explain']['simulateToken']['mutate']>>;

const outcomeFacts = (simulation: ShownSimulation): readonly string[] => {
  if (simulation.outcome === 'asks') return facts([['would ask', simulation.step]]);
  if (simulation.outcome === 'refused') {
    const { code, error, status, description, section, mend } = simulation.refusal;
    return facts([
      ['would be refused', code],
      ['answer', `${error} (${status}): ${description}`],
      ['rule', section],
      ['what to do', mend],
    ]);
  }
  const { tokenType, expiresInSeconds, scopes, hasRefreshToken, hasIdToken } = simulation.granted;
  return facts([
    ['would be granted', `${tokenType} token${expiresInSeconds === undefined ? '' : ` for ${expiresInSeconds} s`}`],
    ['scope', scopes.join(' ') || 'none'],
    ['refresh token', hasRefreshToken ? 'yes' : 'no'],
    ['ID token', hasIdToken ? 'yes' : 'no'],
  ]);
};

export const simulationLines = (simulation: ShownSimulation): readonly string[] => [
  ...outcomeFacts(simulation),
  ...(simulation.outcome === 'refused' && simulation.refusal.detail !== undefined
    ? ['', 'Facts', ...detailLines(simulation.refusal.detail)]
    : []),
  ...(simulation.checks.length === 0 ? [] : ['', 'Checks', ...checkLines(simulation.checks)]),
];

export const explanationHeading = ['WHEN', 'REQUEST', 'ENDPOINT', 'CLIENT', 'REFUSED', 'FROM'] as const;

export const explanationRow = ({
  at,
  requestId,
  endpoint,
  clientId,
  code,
  address,
}: ShownRefusal): readonly string[] => [instant(at) ?? '', requestId, endpoint, clientId ?? '', code, address];
