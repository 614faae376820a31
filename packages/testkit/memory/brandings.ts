import type { BrandingGuard, Stores } from '@cardea/core';
import { insert, replace } from './effects.ts';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

export const brandingGuards: GuardTable<BrandingGuard['kind']> = {
  'branding.insert': ({ brandings, clients }, { branding }) =>
    branding.owner === '' || clients.has(branding.owner) ? insert(brandings, branding.owner, branding) : undefined,
  'branding.replace': ({ brandings }, { branding }) => replace(brandings, branding.owner, branding),
  'branding.delete': ({ brandings }, { owner, version }) =>
    brandings.get(owner)?.version === version ? () => brandings.delete(owner) : undefined,
};

export const brandingStore = ({ brandings }: State): Stores['brandings'] => ({
  find: async (owner) => brandings.get(owner),
  findFresh: async (owner) => brandings.get(owner),
  list: async () => [...brandings.values()].sort((a, b) => (a.owner < b.owner ? -1 : 1)),
});
