import type { TrustedIssuerGuard } from '@cardea/core';
import { change, insert, remove } from './effects.ts';
import { isStanding } from './exchange-guards.ts';
import type { GuardTable } from './tables.ts';

export const trustedIssuerGuards: GuardTable<TrustedIssuerGuard['kind']> = {
  'trusted_issuer.insert': ({ trustedIssuers }, { trusted }) => insert(trustedIssuers, trusted.issuer, trusted),
  'trusted_issuer.replace': ({ trustedIssuers }, { trusted }) =>
    change(trustedIssuers, trusted.issuer, { fits: (old) => old.version === trusted.version - 1, to: () => trusted }),
  'trusted_issuer.delete': ({ trustedIssuers }, { issuer }) => remove(trustedIssuers, issuer),
  'assertion.redeem': (state, guard) => {
    const { issuer, jti, expiresAt, trustedVersion } = guard;
    const trusted = state.trustedIssuers.get(issuer);
    const isTrusted = trustedVersion === undefined || (trusted?.enabled === true && trusted.version === trustedVersion);
    return isTrusted && isStanding(state, guard)
      ? insert(state.assertions, JSON.stringify([issuer, jti]), expiresAt)
      : undefined;
  },
};
