import { authorityOfToken } from '@cardea/core';
import { refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { answerProcedure } from './answer-procedure.ts';
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
    const { token } = incoming;
    const authority = await authorityOf(incoming, cardea);
    if (authority === undefined || token === undefined) return refuse('token.unknown');
    return answerProcedure(incoming, { authority, token, path: PATH, endpoint: 'admin' }, cardea);
  },
};
