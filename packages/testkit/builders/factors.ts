import { randomBytes } from 'node:crypto';
import type { Passkey, TotpFactor } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const CREDENTIAL_ID_BYTES = 32;
const PERIOD_SECONDS = 30;

const anAccountId = (): string => `u_${aTokenId(BUILT_AT_SECONDS * 1000)}`;

/** An authenticator app that was set up just now; its secret is opaque to the database, and is none here. */
export const aTotpFactor = (changes: Partial<TotpFactor> = {}): TotpFactor => ({
  accountId: anAccountId(),
  sealedSecret: 'sealed',
  algorithm: 'SHA1',
  digits: 6,
  periodSeconds: PERIOD_SECONDS,
  lastStep: BUILT_AT_SECONDS / PERIOD_SECONDS,
  createdAt: BUILT_AT_SECONDS,
  ...changes,
});

/** A passkey that was never used; its public key is none. */
export const aPasskey = (changes: Partial<Passkey> = {}): Passkey => ({
  id: randomBytes(CREDENTIAL_ID_BYTES).toString('base64url'),
  accountId: anAccountId(),
  name: 'A passkey',
  publicKey: 'AA',
  counter: 0,
  transports: ['internal', 'hybrid'],
  isSynced: true,
  createdAt: BUILT_AT_SECONDS,
  ...changes,
});
