import { isDeepStrictEqual } from 'node:util';
import { type Clock, seconds } from '../../ports/clock.ts';
import { CONSOLE_CLIENT_ID } from '../../ports/console-id.ts';
import type { Stores } from '../../ports/stores.ts';
import { audited } from '../audit.ts';
import { ensureScopes } from '../fields/scopes.ts';
import { CONSOLE_SCOPES, type ConsoleIdentity, consoleClient, consoleSettings } from './console-client.ts';

interface Ports {
  readonly stores: Stores;
  readonly clock: Clock;
}

const ACTOR = { kind: 'system', id: 'console' } as const;

/**
 * Registers the console, or puts back what it depends on: with the first sign-in there, and after the issuer or the master key has changed. Of
 * several at once one writes, and they all find the same.
 */
export const ensureConsoleClient = async ({ stores, clock }: Ports, identity: ConsoleIdentity): Promise<void> => {
  const now = seconds(clock);
  const known = await stores.clients.find(CONSOLE_CLIENT_ID);
  const wanted = consoleSettings(identity);
  if (known === undefined) {
    const client = consoleClient(identity, { version: clock.nowMs(), now });
    await stores.commit({
      guard: { kind: 'client.insert', client },
      changes: [
        ...ensureScopes(CONSOLE_SCOPES),
        audited(clock, { actor: ACTOR, action: 'client.created', target: CONSOLE_CLIENT_ID }),
      ],
    });
    return;
  }
  const current = await stores.clients.findFresh(CONSOLE_CLIENT_ID);
  if (current === undefined || isDeepStrictEqual({ ...current, ...wanted }, current)) return;
  await stores.commit({
    guard: { kind: 'client.replace', client: { ...current, ...wanted, version: current.version + 1, updatedAt: now } },
    changes: [
      ...ensureScopes(CONSOLE_SCOPES),
      audited(clock, { actor: ACTOR, action: 'client.updated', target: CONSOLE_CLIENT_ID }),
    ],
  });
};
