import { randomUUID } from 'node:crypto';
import type { Caller } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';
import { createCallerOf as createAddressOf } from '../proxy/client-address.ts';
import { limitKey } from '../proxy/ip-address.ts';

/** Of a request whose socket is gone already. */
const NOWHERE = '0.0.0.0';

/** The address is taken when the request comes, while its socket is there; the rest when somebody asks. */
class IncomingCaller implements Caller {
  readonly address: string;
  #requestId: string | undefined;

  constructor(address: string) {
    this.address = address;
  }

  get network(): string {
    return limitKey(this.address);
  }

  get requestId(): string {
    this.#requestId ??= randomUUID();
    return this.#requestId;
  }
}

/** Who sent a request, with an id by which its answer can be found in the log. */
export const createCallerOf = (
  settings: Pick<Settings, 'trustedProxies' | 'proxyHeader' | 'tlsCert'>,
): ((request: Request, peer: string | undefined) => Caller) => {
  const addressOf = createAddressOf({ ...settings, scheme: settings.tlsCert === undefined ? 'http' : 'https' });
  return (request, peer) => new IncomingCaller(addressOf(peer ?? NOWHERE, request.headers).address);
};
