import type { CeremonyFailure, CreatedCredential, PasskeyCeremonies, ProvenCredential } from '@cardea/core';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** COSE: ES256, EdDSA, RS256 (RFC 9053 §2, RFC 8812 §2). */
const ALGORITHMS = [-7, -8, -257];
/** Web Authentication §5.8.4 */
const TRANSPORTS: readonly string[] = ['ble', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** It takes a while and some memory to load: whoever has no passkeys does not pay for them. */
const load = () => import('@simplewebauthn/server');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof value[name] === 'string');

/** The members that the library reads without a look at their types. */
const isCreation = (value: unknown): value is RegistrationResponseJSON =>
  isObject(value) &&
  hasTexts(value, ['id', 'rawId', 'type']) &&
  hasTexts(value.response, ['clientDataJSON', 'attestationObject']);

const isRequest = (value: unknown): value is AuthenticationResponseJSON =>
  isObject(value) &&
  hasTexts(value, ['id', 'rawId', 'type']) &&
  hasTexts(value.response, ['clientDataJSON', 'authenticatorData', 'signature']);

const MALFORMED: CeremonyFailure = { failure: 'the response is malformed' };
const MAX_FAILURE_CHARS = 200;

/** The library answers a response that is not good with an error, whatever is wrong with it. */
const failed = (error: unknown): CeremonyFailure => ({
  failure: (error instanceof Error ? error.message : String(error)).slice(0, MAX_FAILURE_CHARS),
});

const knownTransports = (transports: unknown): readonly string[] =>
  Array.isArray(transports) ? TRANSPORTS.filter((known) => transports.includes(known)) : [];

/** Web Authentication by `@simplewebauthn/server`; attestation is neither asked for nor looked at. */
export const createPasskeyCeremonies = (): PasskeyCeremonies => ({
  async verifyCreation(
    response,
    { challenge, origin, rpId, userVerification },
  ): Promise<CreatedCredential | CeremonyFailure> {
    if (!isCreation(response)) return MALFORMED;
    const { verifyRegistrationResponse } = await load();
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: userVerification,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      if (!verified) return { failure: 'the attestation does not verify' };
      const { credential, credentialDeviceType } = registrationInfo;
      return {
        id: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: knownTransports(credential.transports),
        isSynced: credentialDeviceType === 'multiDevice',
      };
    } catch (error) {
      return failed(error);
    }
  },

  async verifyRequest(
    response,
    { passkey, challenge, origin, rpId, userVerification },
  ): Promise<ProvenCredential | CeremonyFailure> {
    if (!isRequest(response)) return MALFORMED;
    const { verifyAuthenticationResponse } = await load();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: userVerification,
        credential: {
          id: passkey.id,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.counter,
        },
      });
      if (!verified) return { failure: 'the signature does not verify' };
      return { counter: authenticationInfo.newCounter, userVerified: authenticationInfo.userVerified };
    } catch (error) {
      return failed(error);
    }
  },
});
