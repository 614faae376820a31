import type { BrowserSession, Guard, Stores } from '@cardea/core';
import type { Metrics } from '../metrics/create-metrics.ts';
import type { SignInWay } from './sign-in-way.ts';

const wayOf = ({ methods }: BrowserSession): SignInWay => {
  if (methods.includes('fed')) return 'provider';
  if (methods.includes('email')) return 'email_code';
  return methods.includes('pwd') ? 'password' : 'passkey';
};

/** Whoever only proves more in a session is signed in already. */
const isSignIn = ({ session, replacesId }: Extract<Guard, { kind: 'browser_session.start' }>): boolean =>
  replacesId === undefined || session.authenticatedAt === session.createdAt;

/** The same stores; each sign-in that took effect is counted. Other units pay one comparison. */
export const countSignIns = (stores: Stores, metrics: Pick<Metrics, 'signedIn'>): Stores => ({
  ...stores,
  commit(unit) {
    const { guard } = unit;
    const done = stores.commit(unit);
    if (guard?.kind !== 'browser_session.start' || !isSignIn(guard)) return done;
    return done.then((held) => {
      if (held) metrics.signedIn(wayOf(guard.session));
      return held;
    });
  },
});
