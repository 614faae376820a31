import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { seconds } from '../../ports/clock.ts';
import type { FactorDependencies } from '../factor-kind.ts';
import { openChallenge, sealChallenge, spendChallenge } from '../passkeys/challenge.ts';
import { creationOptions } from '../passkeys/options.ts';
import { relyingParty } from '../passkeys/relying-party.ts';
import { presentedCredential } from '../passkeys/response.ts';
import { type Enrolled, type Enrolling, withRecoveryCodes } from './enrolment.ts';
import { passkeyName } from './passkey-name.ts';

/** What a browser needs to make a passkey. */
export interface PasskeyOffer {
  readonly options: ReturnType<typeof creationOptions>;
  /** Comes back with the answer. */
  readonly box: string;
}

interface Confirmation extends Enrolling {
  readonly box: string | undefined;
  /** What the browser answered. */
  readonly answer: string;
  readonly name: string;
}

const placeOf = ({ account, place }: Pick<Enrolling, 'account' | 'place'>): string => `create/${place}/${account.id}`;

/** Undefined where browsers make no passkeys for this host. */
export const offerPasskey = async (
  enrolling: Pick<Enrolling, 'account' | 'place'>,
  dependencies: FactorDependencies,
): Promise<PasskeyOffer | undefined> => {
  const party = relyingParty(dependencies.issuer);
  if (party === undefined) return undefined;
  const { account } = enrolling;
  const passkeys = await dependencies.stores.factors.listPasskeys(account.id);
  const { challenge, box } = sealChallenge(placeOf(enrolling), dependencies);
  return { options: creationOptions(party, challenge, { account, passkeys }), box };
};

/** Adds a passkey (Web Authentication §7.1): one that verifies its user, and that nobody else has. */
export const confirmPasskey = async (
  enrolling: Confirmation,
  dependencies: FactorDependencies,
): Promise<Enrolled | Refusal> => {
  const { issuer, stores, clock, passkeys } = dependencies;
  const { account, box, answer } = enrolling;
  const party = relyingParty(issuer);
  const name = passkeyName(enrolling.name);
  if (isRefusal(name)) return name;
  const challenge = openChallenge(box, placeOf(enrolling), dependencies);
  if (isRefusal(challenge)) return challenge;
  const presented = presentedCredential(answer);
  if (party === undefined || presented === undefined) return refuse('factor.passkey', { why: 'malformed' });
  const created = await passkeys.verifyCreation(presented.response, {
    challenge: challenge.challenge,
    origin: party.origin,
    rpId: party.id,
    userVerification: true,
  });
  if ('failure' in created) return refuse('factor.passkey', { why: created.failure, account: account.id });
  const spent = await spendChallenge(challenge, dependencies);
  if (spent) return spent;

  const detail = { factor: 'passkey', passkey: created.id, name };
  const { changes, recoveryCodes } = await withRecoveryCodes(enrolling, detail, dependencies);
  const passkey = { ...created, accountId: account.id, name, createdAt: seconds(clock) };
  const held = await stores.commit({ guard: { kind: 'passkey.insert', passkey }, changes });
  return held ? { recoveryCodes } : refuse('factor.exists', { account: account.id });
};
