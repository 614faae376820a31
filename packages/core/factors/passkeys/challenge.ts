import { type Refusal, refuse } from '@cardea/protocol';
import { seconds } from '../../ports/clock.ts';
import type { FactorDependencies } from '../factor-kind.ts';

const CHALLENGE_BYTES = 32; // Web Authentication §13.4.3 asks for 16 at least
const CHALLENGE_TTL_SECONDS = 15 * 60;
/** Among the remembered `jti` values, whose issuers are clients: no client has such an id. */
const ISSUER = 'urn:cardea:passkey-challenge';

type Dependencies = Pick<FactorDependencies, 'stores' | 'clock' | 'sealer' | 'randomBytes'>;

/** A challenge that nothing is stored of: what comes back with the answer proves that it is ours, for whom, and until when. */
export interface SealedChallenge {
  /** base64url. */
  readonly challenge: string;
  readonly box: string;
}

export interface OpenChallenge {
  readonly challenge: string;
  readonly expiresAt: number;
}

export const sealChallenge = (place: string, { sealer, clock, randomBytes }: Dependencies): SealedChallenge => {
  const challenge = Buffer.from(randomBytes(CHALLENGE_BYTES)).toString('base64url');
  const expiresAt = seconds(clock) + CHALLENGE_TTL_SECONDS;
  return { challenge, box: sealer.seal(`${expiresAt}.${challenge}`, `passkey/${place}`) };
};

/** The challenge in a box; the refusal where it was sealed for another place or has expired. */
export const openChallenge = (
  box: string | undefined,
  place: string,
  { sealer, clock }: Dependencies,
): OpenChallenge | Refusal => {
  if (box === undefined) return refuse('factor.challenge', { why: 'missing' });
  let plain: string;
  try {
    plain = sealer.open(box, `passkey/${place}`);
  } catch {
    return refuse('factor.challenge', { why: 'sealed elsewhere' });
  }
  const [until = '', challenge = ''] = plain.split('.');
  const expiresAt = Number(until);
  return expiresAt > seconds(clock) ? { challenge, expiresAt } : refuse('factor.challenge', { why: 'expired' });
};

/** Uses a challenge up; the refusal where that was done before (Web Authentication §13.4.3). */
export const spendChallenge = async (
  { challenge, expiresAt }: OpenChallenge,
  { stores }: Dependencies,
): Promise<Refusal | undefined> => {
  const guard = { kind: 'assertion.claim', issuer: ISSUER, jti: challenge, expiresAt } as const;
  return (await stores.commit({ guard, changes: [] })) ? undefined : refuse('factor.challenge', { why: 'used' });
};
