import type { UpstreamChange } from '@cardea/core';
import { identityLinks, upstreamAttempts } from '../schema/tables.ts';
import { type ChangeTable, inBothForms } from './change-forms.ts';
import { insertInto, KEEP } from './rows.ts';

export const upstreamChanges: ChangeTable<UpstreamChange['kind']> = {
  'upstream_attempt.insert': inBothForms(
    (held) => insertInto(upstreamAttempts, { held }),
    (change) => change.attempt,
  ),
  'identity_link.add': inBothForms(
    (held) => insertInto(identityLinks, { held, onConflict: KEEP }),
    (change) => change.link,
  ),
};
