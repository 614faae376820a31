import type { EngineOptions } from '../engine-options.ts';
import { idTokenAlgorithm } from '../issuance/id-token.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';

/** Time enough for the way and for clocks that differ (OpenID Connect Back-Channel Logout §2.4). */
const TTL_SECONDS = 120;
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

interface EndedSession {
  readonly client: Client;
  readonly accountId: string;
  readonly sid: string;
}

/** Says to one client that one session of one person has ended (§2.4). It is no ID token: it has another `typ`, and no nonce. */
export const signLogoutToken = (
  { client, accountId, sid }: EndedSession,
  options: Pick<EngineOptions, 'issuer' | 'clock' | 'mint' | 'keyring' | 'digests' | 'signingAlgorithms'>,
): string => {
  const now = seconds(options.clock);
  return options.keyring.signer(idTokenAlgorithm(client, options)).sign('logout+jwt', {
    iss: options.issuer,
    sub: subjectFor(accountId, client, options),
    aud: client.id,
    iat: now,
    exp: now + TTL_SECONDS,
    jti: options.mint.mintId(options.clock.nowMs()),
    events: { [EVENT]: {} },
    sid,
  });
};
