import { isRefusal, parseHandle, Refusal, refuse } from '@cardea/protocol';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import type { Client } from '../ports/client.ts';
import type { ClientRequest } from '../ports/request.ts';
import { AuthenticatedClient } from './authenticated-client.ts';
import type { CredentialKind, PresentedCredential } from './credential.ts';
import type { AuthDependencies } from './method.ts';
import { presentedCredential } from './present.ts';
import { clientAuthMethods } from './registry.ts';
import { proveSecret } from './secret.ts';
import { proveSelfIssued } from './self-issued.ts';

export interface Authentication extends AuthDependencies {
  readonly limiter: FailureLimiter;
}

/** The refusal of somebody who called themselves this client: it counts against them. */
const failed = (clientId: string, { code, detail }: Refusal): Refusal =>
  new Refusal(code, {
    detail: { client: clientId.slice(0, 128), ...detail },
    effect: { kind: 'count-failure', clientId },
  });

const presentedAs = ({ authMethod }: Client): CredentialKind => clientAuthMethods[authMethod].presentedAs;

/** An assertion proves by the same keys whether it stands beside the request or is what the request is about. */
const shape = ({ kind }: PresentedCredential): CredentialKind => (kind === 'self' ? 'assertion' : kind);

/** Who sends the request (RFC 6749 §2.3), or why that is not known. Failures are counted by whoever renders the refusal. */
export const authenticate = async (
  request: ClientRequest,
  dependencies: Authentication,
): Promise<AuthenticatedClient | Refusal> => {
  const credential = presentedCredential(request, dependencies);
  if (isRefusal(credential)) return credential;

  const { clientId } = credential;
  if ('secret' in credential && parseHandle('client_secret', credential.secret) === undefined) {
    // A caller over its limit gets no slow hash.
    const limited = dependencies.limiter.refusal(request.caller, clientId);
    if (limited) return limited;
  }

  const client = await dependencies.clientLookup.find(clientId, request.caller, 'authentication');
  if (isRefusal(client)) return client.status === 429 ? client : failed(clientId, client);
  const usable = client?.enabled === true && presentedAs(client) === shape(credential);
  if (!usable) {
    // As costly as a wrong secret, so that neither answer nor time tells whether the client exists.
    if ('secret' in credential) await proveSecret(credential.secret, undefined, dependencies);
    if (client === undefined) return failed(clientId, refuse('client.unknown'));
    if (!client.enabled) return failed(clientId, refuse('client.disabled'));
    return failed(
      clientId,
      refuse('client.method_not_registered', { registered: client.authMethod, presented: credential.kind }),
    );
  }

  if (!dependencies.profile.authMethods.includes(client.authMethod))
    return failed(clientId, refuse('client.profile', { registered: client.authMethod }));

  const proof =
    credential.kind === 'self'
      ? await proveSelfIssued(credential, client, dependencies)
      : await clientAuthMethods[client.authMethod].prove(credential, client, dependencies);
  return isRefusal(proof) ? failed(clientId, proof) : AuthenticatedClient.prove(client, proof.credentialId);
};
