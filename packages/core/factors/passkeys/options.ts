import type { Account } from '../../ports/account.ts';
import type { Passkey } from '../../ports/factor.ts';
import type { RelyingParty } from './relying-party.ts';

const TIMEOUT_MS = 5 * 60 * 1000; // Web Authentication §15.1
/** COSE (RFC 9053 §2.1, §2.2, RFC 8812 §2), the best first. */
const ALGORITHMS = [-7, -8, -257];

const descriptor = ({ id, transports }: Passkey) => ({ type: 'public-key', id, transports });

/** How an authenticator knows whose a passkey is: the subject says nothing about the person (Web Authentication §14.6.1). */
export const userHandle = (accountId: string): string => Buffer.from(accountId).toString('base64url');

/** `PublicKeyCredentialRequestOptionsJSON` (Web Authentication §5.1.10): any passkey of this host where none is named. */
export const requestOptions = (
  { id }: RelyingParty,
  challenge: string,
  {
    passkeys,
    userVerification,
  }: { readonly passkeys?: readonly Passkey[]; readonly userVerification: 'required' | 'preferred' },
) => ({
  rpId: id,
  challenge,
  timeout: TIMEOUT_MS,
  userVerification,
  allowCredentials: (passkeys ?? []).map(descriptor),
});

/** `PublicKeyCredentialCreationOptionsJSON` (Web Authentication §5.1.8): kept by the authenticator, so that no name need be typed. */
export const creationOptions = (
  { id }: RelyingParty,
  challenge: string,
  { account, passkeys }: { readonly account: Account; readonly passkeys: readonly Passkey[] },
) => ({
  rp: { id, name: id },
  user: {
    id: userHandle(account.id),
    name: account.email ?? account.username,
    displayName: account.profile.name ?? account.username,
  },
  challenge,
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
  timeout: TIMEOUT_MS,
  excludeCredentials: passkeys.map(descriptor),
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  attestation: 'none',
});
