import { type Explanation, explain } from '../../explain/explain.ts';
import type { Simulator } from '../../explain/simulation.ts';
import type { KeptRefusalFilter } from '../../ports/kept-refusal.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

export interface ExplanationPage {
  /** Newest first. */
  readonly refusals: readonly Explanation[];
  /** The id to go on before; absent at the end. */
  readonly next?: string | undefined;
}

/** Why requests were refused: what is kept of them for a while. It is read, and nothing here changes it. */
export interface ExplainManagement {
  /** The refusal of one request, by the id that its caller was shown. */
  get(requestId: string): Promise<Explanation | ManagementError>;
  recent(filter: KeptRefusalFilter): Promise<ExplanationPage>;
  /** What would come of a request that nobody sends. */
  readonly simulate: Simulator;
}

export const createExplainManagement = ({ stores }: ManagementPorts, simulate: Simulator): ExplainManagement => ({
  simulate,
  async get(requestId) {
    const [kept] = await stores.keptRefusals.listOfRequest(requestId);
    return kept ? explain(kept) : new ManagementError('refusal.not_found', { subject: requestId.slice(0, 64) });
  },
  async recent(filter) {
    const found = await stores.keptRefusals.list({ ...filter, limit: filter.limit + 1 });
    const refusals = found.slice(0, filter.limit).map(explain);
    const next = found.length > filter.limit ? refusals.at(-1)?.id : undefined;
    return next === undefined ? { refusals } : { refusals, next };
  },
});
