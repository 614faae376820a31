import { type Authority, seconds } from '@cardea/core';
import type { Cardea } from '../cardea.ts';
import { createSystemServices } from '../control/system-services.ts';
import { commonHeaders } from '../http/common-headers.ts';
import { issuerPath } from '../http/issuer-path.ts';
import type { EndpointRequest } from './endpoint.ts';

interface Call {
  readonly authority: Authority;
  readonly token: { readonly subject: string; readonly clientId: string };
  /** Under which path of the issuer the procedures lie. */
  readonly path: string;
  /** The name of the endpoint. */
  readonly endpoint: string;
}

/** The answer of one procedure of the management, whichever way its caller is known. */
export const answerProcedure = async (
  { request, caller }: EndpointRequest,
  { authority, token, path, endpoint }: Call,
  cardea: Cardea,
): Promise<Response> => {
  const { address, requestId } = caller;
  // Loaded with the first call: a server that nobody manages over the network does without.
  const { createAdminHandler } = await import('@cardea/admin');
  const handle = createAdminHandler({
    endpoint: issuerPath(cardea.settings.issuer) + path,
    contextOf: () => ({
      management: cardea.management,
      system: createSystemServices(cardea),
      actor: {
        kind: authority.kind === 'person' ? 'user' : 'client',
        id: authority.kind === 'person' ? token.subject : token.clientId,
        address,
        requestId,
      },
      authority,
      now: () => seconds(cardea.clock),
    }),
    onRefused: ({ procedure, problem: { code, message, field } }) =>
      cardea.keptRefusals.keepCall({ code, message, field, procedure, clientId: token.clientId }, { endpoint, caller }),
    onFault: (error) => cardea.log.error({ requestId, err: error }, 'defect'),
  });
  const response = await handle(request);
  for (const [name, value] of Object.entries(commonHeaders(cardea.settings.issuer))) response.headers.set(name, value);
  // Also where a call was refused before there was a procedure
  response.headers.set('content-type', 'application/json');
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', requestId);
  return response;
};
