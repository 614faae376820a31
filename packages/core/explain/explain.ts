import { Refusal, type RefusalCode, refusals } from '@cardea/protocol';
import type { KeptRefusal } from '../ports/kept-refusal.ts';
import { type CheckName, checks, type PlacedCode } from './checks/checks.ts';
import { pageSequence, sequences } from './sequences.ts';

export type CheckOutcome = 'passed' | 'failed' | 'not_reached';

/** One check of a request, as it went. */
export interface CheckedRule {
  readonly check: string;
  readonly rule: string;
  readonly section: string;
  readonly outcome: CheckOutcome;
}

/** A refusal as its caller and the operator are told of it. */
export interface ToldRefusal {
  readonly code: string;
  /** What the caller is told: the error code of the protocol, its text and the status. */
  readonly error: string;
  readonly description: string;
  readonly status: number;
  /** The rule that failed, and what to do. */
  readonly section: string;
  readonly mend: string;
  /** What was registered and what was sent. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** A refusal with everything that can be said of it. */
export interface Explanation extends ToldRefusal {
  readonly id: string;
  readonly requestId: string;
  readonly at: number;
  readonly endpoint: string;
  readonly clientId?: string | undefined;
  readonly address: string;
  /** In the order in which they are made. */
  readonly checks: readonly CheckedRule[];
}

const isCode = (code: unknown): code is RefusalCode => typeof code === 'string' && Object.hasOwn(refusals, code);

const names = Object.keys(checks) as readonly CheckName[];
const byCode = Object.fromEntries(
  names.flatMap((name) => checks[name].codes.map((code) => [code, name] as const)),
) as Readonly<Record<PlacedCode, CheckName>>;

/** The check that a refusal comes from. */
const checkOf = (code: PlacedCode): CheckName => byCode[code];

interface Failure {
  readonly endpoint: string;
  readonly code: string;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** The order of the checks that a request went through; what it is not known to hold comes at its end. */
const orderOf = (endpoint: string, grant: unknown, failed: CheckName): readonly CheckName[] => {
  const { checks: first, ways } =
    (Object.hasOwn(sequences, endpoint) ? sequences[endpoint] : undefined) ?? pageSequence;
  const way = typeof grant === 'string' && ways && Object.hasOwn(ways, grant) ? ways[grant] : undefined;
  const unnamed = way ?? Object.values(ways ?? {}).find((checksOfWay) => checksOfWay.includes(failed)) ?? [];
  const order = first.includes(failed) && way === undefined ? first : [...first, ...unnamed];
  return order.includes(failed) ? order : [...order, failed];
};

const outcomeAt = (index: number, failedAt: number): CheckOutcome => {
  if (index === failedAt) return 'failed';
  return index < failedAt ? 'passed' : 'not_reached';
};

/**
 * The checks behind a refusal: those before it hold, those after it were not looked at. Who failed too often is refused for
 * that; the check that they failed last is the one that is shown.
 */
export const checksBehind = ({ endpoint, code, detail }: Failure): readonly CheckedRule[] => {
  const cause = isCode(detail?.after) ? detail.after : code;
  const failed = isCode(cause) ? checkOf(cause) : undefined;
  if (failed === undefined) return [];
  const order = orderOf(endpoint, detail?.grant, failed);
  const failedAt = order.indexOf(failed);
  return order.map((name, index) => {
    const { rule, section } = checks[name];
    const isLimit = name === 'attempts' && code === 'server.rate_limited';
    return { check: name, rule, section, outcome: isLimit ? 'failed' : outcomeAt(index, failedAt) };
  });
};

/** The checks of a request that was not refused, up to the one where it stops: nothing after that was looked at. */
export const checksUntil = (
  endpoint: string,
  { grant, stop }: { readonly grant?: string | undefined; readonly stop?: CheckName | undefined },
): readonly CheckedRule[] => {
  const { checks: first, ways } = sequences[endpoint] ?? pageSequence;
  const order = [...first, ...((grant === undefined ? undefined : ways?.[grant]) ?? [])];
  const stopAt = stop === undefined ? order.length : order.indexOf(stop);
  return order.map((name, index) => {
    const { rule, section } = checks[name];
    return { check: name, rule, section, outcome: index < stopAt ? 'passed' : 'not_reached' };
  });
};

/** A refusal that is not answered to anybody. */
export const told = ({ code, error, description, status, section, detail }: Refusal): ToldRefusal => ({
  ...{ code, error, description, status, section, detail },
  mend: refusals[code].mend,
});

/** Of a version that refused for a reason that this one does not know. */
const unknown = { error: '', description: '', status: 0, section: '', mend: 'Look at the log of the server' };

/** A kept refusal in full: what the tables say of its code is not kept with it. */
export const explain = (kept: KeptRefusal): Explanation => {
  const { removeAt: _, description, ...facts } = kept;
  const { error, status, section, mend, ...row } = isCode(kept.code) ? wireOf(kept.code) : unknown;
  return {
    ...facts,
    error,
    description: description ?? row.description,
    status,
    section,
    mend,
    checks: checksBehind(kept),
  };
};

const wireOf = (code: RefusalCode) => {
  const { error, status, description } = new Refusal(code);
  const { section, mend } = refusals[code];
  return { error, status, description, section, mend };
};
