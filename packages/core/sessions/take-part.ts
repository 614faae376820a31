import type { Client } from '../ports/client.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';
import type { SignedIn } from './browser-sessions.ts';

interface Part {
  readonly client: Client;
  readonly person: Pick<SignedIn, 'session' | 'account'>;
}

/** Remembers a client that learns of a session by an ID token, where it wants to be told when it ends. */
export const takePart = ({ client, person }: Part, now: EpochSeconds): readonly Change[] => {
  const { id: clientId, frontchannelLogoutUri, backchannelLogoutUri } = client;
  if ((frontchannelLogoutUri ?? backchannelLogoutUri) === undefined) return [];
  const { sid } = person.session;
  const sessionClient = { sid, clientId, accountId: person.account.id, answeredAt: now };
  return [{ kind: 'session_client.put', sessionClient }];
};
