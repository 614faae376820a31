import type { EngineOptions } from '../engine-options.ts';
import { post } from '../outbox/post.ts';
import type { SessionClient } from '../ports/session-client.ts';
import type { Change } from '../ports/unit.ts';
import { LOGOUT_NOTICE, type LogoutNotice } from './logout-notice.ts';

/** A client that cannot be reached for so long has to find out by itself. */
const LIFETIME_SECONDS = 24 * 60 * 60;
const BATCH = 100;

type Dependencies = Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'sealer'>;

const noticeFor = async ({ clientId, accountId, sid, answeredAt }: SessionClient, options: Dependencies) => {
  const client = await options.stores.clients.find(clientId);
  // One that was registered later under the same id took no part in the session
  if (!client?.enabled || client.backchannelLogoutUri === undefined || answeredAt < client.createdAt) return [];
  const payload: LogoutNotice = { clientId, accountId, sid };
  const what = { kind: LOGOUT_NOTICE, payload, about: clientId };
  const notice: Change = post({ ...what, lifetimeSeconds: LIFETIME_SECONDS }, options);
  return [notice];
};

/**
 * Hands the notices of all sessions that have ended to the outbox. Whoever ended a session marked its clients in the same unit,
 * and each mark is taken in the unit that posts its notice: none is lost and none is sent twice, whoever dies in between.
 */
export const postLogoutNotices = async (options: Dependencies): Promise<void> => {
  const { stores } = options;
  let ended: readonly SessionClient[];
  do {
    ended = await stores.sessionClients.listEnded({ limit: BATCH });
    await Promise.all(
      ended.map(async (row) => {
        const { sid, clientId } = row;
        const changes = await noticeFor(row, options);
        return stores.commit({ guard: { kind: 'session_client.take', sid, clientId }, changes });
      }),
    );
  } while (ended.length === BATCH);
};
