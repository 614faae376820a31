import { everyPage } from '../commands/every-page.ts';
import type { AdminClient } from '../connect/admin-client.ts';

type ShownClient = Awaited<ReturnType<AdminClient['clients']['show']['query']>>;

/** What several sections look at, read once. */
export interface ServerReading {
  readonly admin: AdminClient;
  /** Clients that an operator registered. */
  ownClients(): Promise<readonly ShownClient[]>;
  /** Those that registered or describe themselves, and those of Cardea itself: no configuration of an operator. */
  otherClients(): Promise<readonly ShownClient[]>;
}

/** Ids with this prefix are Cardea's own. */
const OWN_PREFIX = 'cardea-';

const isOwn = ({ id, provenance }: ShownClient): boolean => provenance === 'operator' && !id.startsWith(OWN_PREFIX);

export const createServerReading = (admin: AdminClient): ServerReading => {
  let reading: Promise<readonly ShownClient[]> | undefined;
  const clients = () => {
    reading ??= everyPage((page) => admin.clients.list.query(page));
    return reading;
  };
  return {
    admin,
    ownClients: async () => (await clients()).filter(isOwn),
    otherClients: async () => (await clients()).filter((client) => !isOwn(client)),
  };
};
