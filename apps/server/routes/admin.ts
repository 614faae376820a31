import { authorityOfToken, seconds } from '@cardea/core';
import { refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { createSystemServices } from '../control/system-services.ts';
import { issuerPath } from '../http/issuer-path.ts';
import type { Endpoint, EndpointRequest } from './endpoint.ts';

const PATH = '/admin/trpc';

/** On what ground the holder of the token manages. */
const authorityOf = async ({ token }: EndpointRequest, { stores }: Cardea) => {
  const stored = token?.id === undefined ? undefined : await stores.accessTokens.find(token.id);
  return stored && authorityOfToken(stored, stores);
};

/** The procedures of the management for whoever holds an access token that was given for them. */
export const admin: Endpoint = {
  name: 'admin',
  path: () => `${PATH}/*`,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  requiredScopes: [],
  summary: 'The management, as typed procedures.',
  specification: 'docs/guides/admin-api.md',
  async handle(incoming, cardea) {
    const { request, caller, token } = incoming;
    const authority = await authorityOf(incoming, cardea);
    if (authority === undefined || token === undefined) return refuse('token.unknown');
    const { subject, clientId } = token;
    const { address, requestId } = caller;
    // Loaded with the first call: a server that nobody manages over the network does without.
    const { createAdminHandler } = await import('@cardea/admin');
    const handle = createAdminHandler({
      endpoint: issuerPath(cardea.settings.issuer) + PATH,
      contextOf: () => ({
        management: cardea.management,
        system: createSystemServices(cardea),
        actor: {
          kind: authority.kind === 'person' ? 'user' : 'client',
          id: authority.kind === 'person' ? subject : clientId,
          address,
          requestId,
        },
        authority,
        now: () => seconds(cardea.clock),
      }),
      onFault: (error) => cardea.log.error({ requestId, err: error }, 'defect'),
    });
    const response = await handle(request);
    response.headers.set('cache-control', 'no-store');
    response.headers.set('x-request-id', requestId);
    return response;
  },
};
