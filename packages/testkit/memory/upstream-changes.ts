import type { UpstreamChange } from '@cardea/core';
import { linkKey } from './state.ts';
import type { ChangeTable } from './tables.ts';

export const upstreamChanges: ChangeTable<UpstreamChange['kind']> = {
  'upstream_attempt.insert': ({ upstreamAttempts }, { attempt }) => upstreamAttempts.set(attempt.id, attempt),
  'identity_link.add': ({ identityLinks }, { link }) => {
    const key = linkKey(link.providerId, link.subject);
    if (!identityLinks.has(key)) identityLinks.set(key, link);
  },
};
