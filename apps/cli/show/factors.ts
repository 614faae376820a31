import type { AdminClient } from '../connect/admin-client.ts';

export type ShownFactors = Awaited<ReturnType<AdminClient['users']['factors']['query']>>;

const countOf = ({ factors }: ShownFactors, kind: 'totp' | 'passkey'): number =>
  factors.filter((factor) => factor.kind === kind).length;

export const factorsJson = (shown: ShownFactors): Readonly<Record<string, unknown>> => ({
  second_factors: {
    totp: countOf(shown, 'totp') > 0,
    passkeys: countOf(shown, 'passkey'),
    recovery_codes_left: shown.recoveryCodes,
  },
});

const counted = (count: number, one: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`];

export const factorsLine = (shown: ShownFactors): string =>
  [
    ...(countOf(shown, 'totp') > 0 ? ['authenticator app'] : []),
    ...counted(countOf(shown, 'passkey'), 'passkey'),
    ...counted(shown.recoveryCodes, 'recovery code'),
  ].join(', ') || 'none';
