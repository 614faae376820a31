import { randomUUID } from 'node:crypto';
import type { Caller } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';
import { createCallerOf as createAddressOf } from '../proxy/client-address.ts';
import { limitKey } from '../proxy/ip-address.ts';

/** Of a request whose socket is gone already. */
const NOWHERE = '0.0.0.0';

/** Who sent a request, with an id by which its answer can be found in the log. */
export const createCallerOf = (
  settings: Pick<Settings, 'trustedProxies' | 'proxyHeader' | 'tlsCert'>,
): ((request: Request, peer: string | undefined) => Caller) => {
  const addressOf = createAddressOf({ ...settings, scheme: settings.tlsCert === undefined ? 'http' : 'https' });
  return (request, peer) => {
    const { address } = addressOf(peer ?? NOWHERE, request.headers);
    return { address, network: limitKey(address), requestId: randomUUID() };
  };
};
