import { isManagementError } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

const DEMO_CLIENT_ID = 'demo';

export interface DemoClient {
  readonly id: string;
  /** Known only to the start that made it. */
  readonly secret: string | undefined;
}

/** The client for the first token, in development only: made once, on an empty database. */
export const demoClient = async ({ settings, stores, management }: Cardea): Promise<DemoClient | undefined> => {
  if (!settings.demo || settings.mode !== 'development') return undefined;
  const [first] = await stores.clients.list({ limit: 1 });
  if (first !== undefined) {
    const demo = await stores.clients.find(DEMO_CLIENT_ID);
    return demo && { id: demo.id, secret: undefined };
  }
  const added = await management.clients.add(
    { id: DEMO_CLIENT_ID, name: 'Demo (development only)', scopes: ['demo:read', 'demo:write', 'metrics'] },
    { kind: 'system', id: 'first-start' },
  );
  return isManagementError(added) ? undefined : { id: added.client.id, secret: added.secret };
};
