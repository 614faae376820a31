import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { AuthenticationMethod } from '../../ports/browser-session.ts';
import { seconds } from '../../ports/clock.ts';
import type { Passkey } from '../../ports/factor.ts';
import type { FactorAnswer, FactorDependencies } from '../factor-kind.ts';
import { openChallenge, spendChallenge } from './challenge.ts';
import { userHandle } from './options.ts';
import { relyingParty } from './relying-party.ts';
import { presentedCredential } from './response.ts';

interface Ceremony extends FactorAnswer {
  readonly place: string;
  /** Whose passkey it must be; undefined where the passkey says who the person is. */
  readonly accountId: string | undefined;
}

interface ProvenPasskey {
  readonly passkey: Passkey;
  readonly methods: readonly AuthenticationMethod[];
}

/**
 * Verifies the answer of an authenticator (Web Authentication §7.2), then uses up its challenge and moves its counter, each
 * by one conditional write. Where the passkey is all there is, the authenticator must have verified its user.
 */
export const provePasskey = async (
  { answer, challenge: box, place, accountId }: Ceremony,
  dependencies: FactorDependencies,
): Promise<ProvenPasskey | Refusal> => {
  const { issuer, stores, clock, passkeys } = dependencies;
  const party = relyingParty(issuer);
  const challenge = openChallenge(box, place, dependencies);
  if (isRefusal(challenge)) return challenge;
  const presented = presentedCredential(answer);
  if (party === undefined || presented === undefined) return refuse('factor.passkey', { why: 'malformed' });

  const passkey = await stores.factors.findPasskey(presented.id);
  if (passkey === undefined) return refuse('factor.passkey_unknown');
  const isAlone = accountId === undefined;
  const owner = accountId ?? passkey.accountId;
  // Web Authentication §7.2 step 6: with nothing else to go by, the authenticator must say whose it is
  const isOwners =
    passkey.accountId === owner &&
    (presented.userHandle === undefined ? !isAlone : presented.userHandle === userHandle(owner));
  if (!isOwners) return refuse('factor.passkey', { why: 'of another account', account: owner });

  const expected = { challenge: challenge.challenge, origin: party.origin, rpId: party.id };
  const proven = await passkeys.verifyRequest(presented.response, { ...expected, passkey, userVerification: isAlone });
  if ('failure' in proven) return refuse('factor.passkey', { why: proven.failure, account: owner });
  const spent = await spendChallenge(challenge, dependencies);
  if (spent) return spent;
  const { counter, userVerified } = proven;
  const guard = { kind: 'passkey.use', id: passkey.id, accountId: owner, counter, at: seconds(clock) } as const;
  if (!(await stores.commit({ guard, changes: [] }))) return refuse('factor.passkey_counter', { account: owner });
  return { passkey, methods: userVerified ? ['pop', 'user', 'mfa'] : ['pop', 'user'] };
};
