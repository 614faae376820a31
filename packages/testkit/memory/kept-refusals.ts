import type { KeptRefusal, KeptRefusalChange, KeptRefusalFilter, KeptRefusalStore } from '@cardea/core';
import { compareIds, type State } from './state.ts';
import type { ChangeTable } from './tables.ts';

const newestFirst = ({ keptRefusals }: State): readonly KeptRefusal[] =>
  [...keptRefusals.values()].sort((a, b) => compareIds(b.id, a.id));

export const keptRefusalChanges: ChangeTable<KeptRefusalChange['kind']> = {
  'kept_refusal.insert': ({ keptRefusals }, { refusal }) => keptRefusals.set(refusal.id, refusal),
  'kept_refusals.evict': (state, { keep }) => {
    for (const { id } of newestFirst(state).slice(keep)) state.keptRefusals.delete(id);
  },
};

const fits = (refusal: KeptRefusal, filter: KeptRefusalFilter): boolean =>
  (filter.before === undefined || compareIds(refusal.id, filter.before) < 0) &&
  (['endpoint', 'code', 'clientId', 'address'] as const).every(
    (name) => filter[name] === undefined || filter[name] === refusal[name],
  );

export const keptRefusalStore = (state: State): KeptRefusalStore => ({
  listOfRequest: async (requestId) =>
    newestFirst(state)
      .filter((refusal) => refusal.requestId === requestId)
      .toReversed(),
  list: async (filter) =>
    newestFirst(state)
      .filter((refusal) => fits(refusal, filter))
      .slice(0, filter.limit),
});
