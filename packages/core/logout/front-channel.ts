import type { EngineOptions } from '../engine-options.ts';
import type { Client } from '../ports/client.ts';

/** More a page does not load: nobody would wait for them. */
const MAX_FRAMES = 50;

/** The page of a client that the browser loads, told which session of which issuer ended (OpenID Connect Front-Channel Logout §2). */
const frameUrl = (uri: string, { issuer, sid }: { readonly issuer: string; readonly sid: string }): string =>
  `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ iss: issuer, sid })}`;

const tells = (client: Client | undefined): client is Client & { readonly frontchannelLogoutUri: string } =>
  client?.enabled === true && client.frontchannelLogoutUri !== undefined;

/** The pages that the browser is to load for the clients of these sessions. */
export const logoutFrames = async (
  sids: readonly string[],
  { stores, issuer }: Pick<EngineOptions, 'stores' | 'issuer'>,
): Promise<readonly string[]> => {
  const rows = (await Promise.all(sids.map((sid) => stores.sessionClients.list(sid)))).flat();
  const clients = await Promise.all(rows.map(({ clientId }) => stores.clients.find(clientId)));
  const frames = rows.flatMap(({ sid, answeredAt }, index) => {
    const client = clients[index];
    return tells(client) && client.createdAt <= answeredAt
      ? [frameUrl(client.frontchannelLogoutUri, { issuer, sid })]
      : [];
  });
  return frames.slice(0, MAX_FRAMES);
};
