import { refuse } from '@cardea/protocol';
import { findClientKeys } from '../client-keys/find-client-keys.ts';
import { clientSigningAlgorithms } from '../client-keys/signing-algorithms.ts';
import type { Client } from '../ports/client.ts';
import { algorithmsOf } from './assertion.ts';
import type { PresentedCredential } from './credential.ts';
import type { AuthDependencies, Proof } from './method.ts';

/**
 * Whether the assertion that a token is asked for is signed with a key of the client: then no client authentication is needed
 * beside it (RFC 7521 §4.1). What it says, and whether it came before, is for the grant to judge.
 */
export const proveSelfIssued = async (
  { assertion }: Extract<PresentedCredential, { kind: 'self' }>,
  client: Client,
  dependencies: AuthDependencies,
): Promise<Proof> => {
  const { jwt } = dependencies;
  const keys = await findClientKeys(client, jwt.peek(assertion), dependencies);
  if (keys === undefined) return refuse('client.keys_unavailable', { jwksUri: client.jwksUri });
  const verified = await jwt.verify(assertion, keys, algorithmsOf(client, clientSigningAlgorithms, dependencies));
  return typeof verified === 'string' ? refuse('client.assertion_signature') : { credentialId: 'assertion' };
};
