import { CallFailed, createAdminClient } from '@cardea/admin-client';
import { UsageError } from '../parse/usage-error.ts';
import type { Connection } from './connect.ts';
import type { RemoteServer } from './remote-server.ts';

/** The procedures of a server elsewhere. Nothing is sent yet. */
export const connectRemote = ({ url, credential }: RemoteServer): Connection => {
  try {
    const admin = createAdminClient({ issuer: url, ...credential });
    return { admin, by: 'a server elsewhere', notes: [], faults: [], close: async () => undefined };
  } catch (error) {
    if (error instanceof CallFailed) throw new UsageError(error.message, error.mend);
    throw error;
  }
};
