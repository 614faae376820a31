import { isRefusal, type Parameters, type Refusal, type RefusalCode, refuse } from '@cardea/protocol';
import { findClientKeys } from '../../client-keys/find-client-keys.ts';
import { clientSigningAlgorithms } from '../../client-keys/signing-algorithms.ts';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import type { JwtFailure, VerifiedJwt } from '../../ports/crypto.ts';
import type { RequestSource } from '../../ports/pushed-request.ts';
import { allowedAlgorithms } from '../../profiles/profile.ts';
import { refusedClaims } from './check-claims.ts';
import { parametersInClaims } from './read-claims.ts';

type Dependencies = Pick<EngineOptions, 'jwt' | 'remoteKeys' | 'clock' | 'issuer' | 'profile'>;

export interface OpenedRequestObject {
  readonly parameters: Parameters;
  readonly source: Exclude<RequestSource, 'plain'>;
}

const failures = {
  malformed: 'request_object.malformed',
  algorithm: 'request_object.algorithm',
  key: 'request_object.key',
  signature: 'request_object.signature',
} as const satisfies Record<JwtFailure, RefusalCode>;

/** RFC 9101 §10.8: whatever says that it is something else is no request. OpenID Connect knew no type. */
const TYPES: readonly string[] = ['oauth-authz-req+jwt', 'jwt'];

const isRequestType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, '')));

const JWE_PARTS = 5;

/** What an unsigned object says, where this client is registered for it and the profile allows it (OpenID Connect Core §6.1). */
const unsigned = (
  text: string,
  presented: VerifiedJwt,
  client: Client,
  { profile }: Dependencies,
): VerifiedJwt | Refusal =>
  client.requestObjectSigningAlgorithm === 'none' && profile.requestObjects.unsigned && text.endsWith('.')
    ? presented
    : refuse('request_object.unsigned', { client: client.id });

const verified = async (
  text: string,
  client: Client,
  dependencies: Dependencies,
): Promise<{ readonly object: VerifiedJwt; readonly isSigned: boolean } | Refusal> => {
  const { jwt, profile } = dependencies;
  if (text.split('.', JWE_PARTS + 1).length === JWE_PARTS) return refuse('request_object.encrypted');
  const presented = jwt.peek(text);
  if (presented === undefined) return refuse('request_object.malformed');
  if (presented.header.alg === 'none') {
    const object = unsigned(text, presented, client, dependencies);
    return isRefusal(object) ? object : { object, isSigned: false };
  }
  const registered = client.requestObjectSigningAlgorithm;
  const allowed = allowedAlgorithms(clientSigningAlgorithms, profile);
  const algorithms = registered === undefined ? allowed : allowed.filter((algorithm) => algorithm === registered);
  const keys = await findClientKeys(client, presented, dependencies);
  if (keys === undefined) return refuse('request_object.key', { jwksUri: client.jwksUri });
  const object = await jwt.verify(text, keys, algorithms);
  return typeof object === 'string' ? refuse(failures[object]) : { object, isSigned: true };
};

/** The parameters of a request object of this client, by value (RFC 9101 §6, OpenID Connect Core §6.1). */
export const openRequestObject = async (
  text: string,
  client: Client,
  dependencies: Dependencies,
): Promise<OpenedRequestObject | Refusal> => {
  const { clock, issuer, profile } = dependencies;
  const outcome = await verified(text, client, dependencies);
  if (isRefusal(outcome)) return outcome;
  const { object, isSigned } = outcome;
  if (!isRequestType(object.header.typ)) return refuse('request_object.confused');
  const expected = { clientId: client.id, issuer, nowSeconds: seconds(clock), isSigned, profile };
  const refusal = refusedClaims(object.claims, expected);
  if (refusal) return refusal;
  const parameters = parametersInClaims(object.claims);
  return isRefusal(parameters) ? parameters : { parameters, source: isSigned ? 'signed' : 'unsigned' };
};
