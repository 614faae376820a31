import { isRefusal, positiveSeconds, type Refusal, refuse } from '@cardea/protocol';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import { clientScopes } from '../checks/scope.ts';
import { resolveTarget } from '../issuance/resolve-target.ts';
import { grant } from './grant.ts';

interface ClientCredentialsRequest {
  readonly scope: string | undefined;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

/** A client acting for itself (RFC 6749 §4.4). Its tokens name no user: the subject is the client. */
export const clientCredentials = grant<ClientCredentialsRequest>({
  type: 'client_credentials',
  summary: 'A machine gets a token for itself with its own credentials.',

  parse(parameters): ClientCredentialsRequest | Refusal {
    const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
    if (isRefusal(expiresInSeconds)) return expiresInSeconds;
    return {
      scope: parameters.get('scope'),
      resources: [...parameters.getAll('resource'), ...parameters.getAll('audience')],
      expiresInSeconds,
    };
  },

  async handle(request, authenticated, dependencies) {
    // RFC 6749 §4.4: confidential clients only
    if (authenticated.isPublic) return refuse('grant.public_client');
    const { client } = authenticated;

    const target = await resolveTarget(request.resources, client, dependencies);
    if (isRefusal(target)) return target;

    const scopes = clientScopes(request.scope, { client: client.scopes, target: target.scopes });
    if (isRefusal(scopes)) return scopes;

    const ttlSeconds = accessTokenLifetime({
      requestedSeconds: request.expiresInSeconds,
      usualSeconds: client.accessTokenTtlSeconds ?? target.ttlSeconds ?? dependencies.lifetimes.accessTokenTtlSeconds,
      clientMaxSeconds: client.maxAccessTokenTtlSeconds,
      serverMaxSeconds: dependencies.lifetimes.maxAccessTokenTtlSeconds,
    });
    return { grant: 'client_credentials', client: authenticated, subject: client.id, scopes, target, ttlSeconds };
  },
});
