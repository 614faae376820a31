import { audited } from '../management/audit.ts';
import { seconds } from '../ports/clock.ts';
import type { RegistrationDependencies } from './dependencies.ts';

/** Clients removed at a time: few enough that nobody waits for it (design §4). */
const BATCH = 100;

/** Removes clients that nobody vouches for and nobody uses, each with its audit entry; returns how many. */
export const removeUnusedClients = async ({
  stores,
  clock,
  policy,
}: Pick<RegistrationDependencies, 'stores' | 'clock' | 'policy'>): Promise<number> => {
  const at = seconds(clock);
  const before = at - policy.unusedSeconds;
  const unused = await stores.clients.listUnused({ before, at, limit: BATCH });
  const removed = await Promise.all(
    unused.map(({ id, name, provenance }) =>
      stores.commit({
        guard: { kind: 'client.expire', id, before, at },
        changes: [
          { kind: 'access_tokens.revoke', clientId: id, at },
          audited(clock, {
            actor: { kind: 'system', id: 'unused-clients' },
            action: 'client.deleted',
            target: id,
            detail: { name, provenance, unusedSince: before },
          }),
        ],
      }),
    ),
  );
  return removed.filter(Boolean).length;
};
