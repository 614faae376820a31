import type { AuthorizationResponse, FlowState } from '@cardea/core';
import { isRefusal, isSelector, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { readQuery } from '../../http/read-parameters.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { presentBrowser } from './browser.ts';

export interface OpenPage {
  readonly next: FlowState | AuthorizationResponse;
  readonly query: Parameters;
}

/** Where the flow stands that a page is opened for, by `flow` in its query. */
export const openPage = async (incoming: EndpointRequest, cardea: Cardea): Promise<OpenPage | Refusal> => {
  const query = readQuery(incoming.request);
  if (isRefusal(query)) return query;
  const flowId = query.get('flow');
  if (flowId === undefined || !isSelector(flowId)) return refuse('flow.unknown');
  const next = await cardea.engine.flow.look(flowId, presentBrowser(incoming, cardea).browser);
  return isRefusal(next) ? next : { next, query };
};
