import { type Explanation, explain } from '../../explain/explain.ts';
import type { Simulator } from '../../explain/simulation.ts';
import type { KeptRefusalFilter } from '../../ports/kept-refusal.ts';
import { ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

export type RefusalFilter = Omit<KeptRefusalFilter, 'limit' | 'before'>;

/** Why requests were refused: what is kept of them for a while. It is read, and nothing here changes it. */
export interface ExplainManagement {
  /** The refusal of one request, by the id that its caller was shown. */
  get(requestId: string): Promise<Explanation | ManagementError>;
  /** Newest first. */
  recent(wish: ListWish & RefusalFilter): Promise<ListPage<Explanation> | ManagementError>;
  /** What would come of a request that nobody sends. */
  readonly simulate: Simulator;
}

export const createExplainManagement = (ports: ManagementPorts, simulate: Simulator): ExplainManagement => ({
  simulate,
  async get(requestId) {
    const [kept] = await ports.stores.keptRefusals.listOfRequest(requestId);
    return kept ? explain(kept) : new ManagementError('refusal.not_found', { subject: requestId.slice(0, 64) });
  },
  recent: ({ limit, cursor, ...narrowing }) =>
    listPage(ports, { name: 'refusals', wish: { limit, cursor }, narrowing }, async ({ after }) => {
      const before = after === undefined ? undefined : String(after);
      const found = await ports.stores.keptRefusals.list({ ...narrowing, before, limit: limit + 1 });
      const rows = found.slice(0, limit).map(explain);
      return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined };
    }),
});
