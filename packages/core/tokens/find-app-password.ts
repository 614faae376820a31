import { parseAppPassword, type RefusalCode } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Account } from '../ports/account.ts';
import type { AppPassword } from '../ports/app-password.ts';
import { seconds } from '../ports/clock.ts';
import { appPasswordHash } from './app-password-hash.ts';

type Dependencies = Pick<EngineOptions, 'stores' | 'digests' | 'clock' | 'issuer'>;

/** The client of what a person got without one: with their password or an app password at our own API. Nobody can authenticate as it. */
export const FIRST_PARTY_CLIENT_ID = 'cardea-session';

/** How often its use is noted. */
const NOTE_EVERY_SECONDS = 300;

export interface LiveAppPassword {
  readonly appPassword: AppPassword;
  readonly account: Account;
}

export type AppPasswordFailure = Extract<
  RefusalCode,
  'token.malformed' | 'token.unknown' | 'token.expired' | 'token.revoked'
>;

/** The app password that a text is, of an account that is active (design D12). Garbage costs no read. */
export const findLiveAppPassword = async (
  text: string,
  { stores, digests, clock }: Omit<Dependencies, 'issuer'>,
): Promise<LiveAppPassword | AppPasswordFailure> => {
  const password = parseAppPassword(text);
  if (password === undefined) return 'token.malformed';
  const appPassword = await stores.appPasswords.findBySecret(appPasswordHash(password, digests));
  if (appPassword === undefined) return 'token.unknown';
  const at = seconds(clock);
  const { id, accountId, expiresAt = Number.POSITIVE_INFINITY, lastUsedAt = 0 } = appPassword;
  if (expiresAt <= at) return 'token.expired';
  const account = await stores.accounts.find(accountId);
  if (account?.state !== 'active') return 'token.revoked';
  const before = at - NOTE_EVERY_SECONDS;
  if (lastUsedAt < before) await stores.commit({ changes: [{ kind: 'app_password.use', id, at, before }] });
  return { appPassword, account };
};

/** Where scopes mean something: Cardea's own API, and every resource that knows one of them. */
export const audienceOf = async (
  scopes: readonly string[],
  { stores, issuer }: Pick<Dependencies, 'stores' | 'issuer'>,
): Promise<readonly string[]> => {
  const resources = await stores.resources.list();
  const uris = resources
    .filter(({ enabled, scopes: known }) => enabled && known.some((scope) => scopes.includes(scope)))
    .map(({ uri }) => uri);
  return [...new Set([issuer, ...uris])];
};

/** An app password where an access token is asked for: it is one that stands for its person. */
export const appPasswordAsToken = async (
  text: string,
  dependencies: Dependencies,
): Promise<AccessToken | AppPasswordFailure> => {
  const found = await findLiveAppPassword(text, dependencies);
  if (typeof found === 'string') return found;
  const { id, accountId, scopes, createdAt, expiresAt } = found.appPassword;
  return {
    id,
    format: 'opaque',
    clientId: FIRST_PARTY_CLIENT_ID,
    subject: accountId,
    scopes,
    audience: await audienceOf(scopes, dependencies),
    appPasswordId: id,
    issuedAt: createdAt,
    expiresAt: expiresAt ?? Number.POSITIVE_INFINITY,
  };
};
