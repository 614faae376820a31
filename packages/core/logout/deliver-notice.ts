import type { EngineOptions } from '../engine-options.ts';
import type { Deliverer, Delivery } from '../outbox/deliverer.ts';
import type { LogoutReceipt, LogoutReceivers } from '../ports/logout-receivers.ts';
import { LOGOUT_NOTICE, parseLogoutNotice } from './logout-notice.ts';
import { signLogoutToken } from './logout-token.ts';

const deliveryOf = (receipt: LogoutReceipt): Delivery => {
  if ('failure' in receipt) return { outcome: 'failed', reason: receipt.failure };
  const { status } = receipt;
  // OpenID Connect Back-Channel Logout §2.8; 204 is what frameworks make of an empty 200
  if (status === 200 || status === 204) return { outcome: 'delivered' };
  const reason = `The client answered with ${status}`;
  return status === 400 ? { outcome: 'refused', reason } : { outcome: 'failed', reason };
};

type Dependencies = Parameters<typeof signLogoutToken>[1] & Pick<EngineOptions, 'stores'>;

/** Sends logout tokens (OpenID Connect Back-Channel Logout §2.5), each signed for its attempt: a waiting one would expire. */
export const createLogoutDeliverer = (options: Dependencies, receivers: LogoutReceivers): Deliverer => ({
  kind: LOGOUT_NOTICE,
  async deliver(payload) {
    const notice = parseLogoutNotice(payload);
    if (notice === undefined) return { outcome: 'refused', reason: 'It is not a notice of a session that ended' };
    const client = await options.stores.clients.find(notice.clientId);
    const uri = client?.enabled ? client.backchannelLogoutUri : undefined;
    if (client === undefined || uri === undefined)
      return { outcome: 'refused', reason: 'The client takes no logout tokens any more' };
    return deliveryOf(await receivers.send(uri, signLogoutToken({ client, ...notice }, options)));
  },
});
