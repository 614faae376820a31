import type { AccessToken } from '../../ports/access-token.ts';
import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { findAccessToken, OPERATOR_CLIENT_ID } from '../../tokens/find-access-token.ts';
import { findAccount } from '../accounts/find-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { type CreatedToken, createToken, type NewToken } from './create-token.ts';
import { describeToken, type TokenDescription } from './describe-token.ts';

export interface TokenFilter extends ListWish {
  readonly clientId?: string | undefined;
  /** Whose they are: an id, a user name or an e-mail address. */
  readonly user?: string | undefined;
  /** Expired and revoked ones too, as long as they are remembered. */
  readonly ended?: boolean | undefined;
}

export interface TokenRevocation {
  readonly clientId?: string | undefined;
  /** An id, a username or an e-mail address. */
  readonly user?: string | undefined;
}

/** Access tokens of all clients, and those that an operator makes. Each change is one unit with one audit entry. */
export interface TokenManagement {
  create(input: NewToken, actor: Actor): Promise<CreatedToken | ManagementError>;
  /** Newest first. */
  list(filter: TokenFilter): Promise<ListPage<TokenDescription> | ManagementError>;
  /** By id, or by the token itself. */
  show(idOrToken: string): Promise<TokenDescription | ManagementError>;
  revoke(idOrToken: string, actor: Actor): Promise<TokenDescription | ManagementError>;
  /** All live tokens: of one client, and of one person with their refresh tokens, where those are named. Undefined where it is done. */
  revokeAll(filter: TokenRevocation, actor: Actor): Promise<ManagementError | undefined>;
}

const ID = /^[A-Za-z0-9_-]{22}$/;

const find = async (ports: ManagementPorts, idOrToken: string): Promise<AccessToken | ManagementError> => {
  const token = ID.test(idOrToken)
    ? await ports.stores.accessTokens.find(idOrToken)
    : await findAccessToken(idOrToken, ports);
  return typeof token === 'object' ? token : new ManagementError('access_token.not_found');
};

const list = async (
  ports: ManagementPorts,
  { limit, cursor, clientId, user, ended = false }: TokenFilter,
): Promise<ListPage<TokenDescription> | ManagementError> => {
  const account = user === undefined ? undefined : await findAccount(ports, user);
  if (isManagementError(account)) return account;
  const narrowing = { clientId, subject: account?.id };
  const asked = { name: 'tokens', wish: { limit, cursor }, narrowing: { ...narrowing, ended } };
  const now = seconds(ports.clock);
  return listPage(ports, asked, async (query) => {
    const found = await ports.stores.listings.accessTokens({
      ...query,
      ...narrowing,
      ...(ended ? {} : { liveAt: now }),
    });
    return shownAs(found, (token) => describeToken(token, now));
  });
};

const revoke = async (
  ports: ManagementPorts,
  idOrToken: string,
  actor: Actor,
): Promise<TokenDescription | ManagementError> => {
  const token = await find(ports, idOrToken);
  if (isManagementError(token)) return token;
  const { id, clientId } = token;
  const at = seconds(ports.clock);
  const done = await ports.stores.commit({
    guard: { kind: 'access_token.revoke', id, at },
    changes: [audited(ports.clock, { actor, action: 'access_token.revoked', target: id, detail: { clientId } })],
  });
  return done
    ? describeToken({ ...token, revokedAt: at }, at)
    : new ManagementError('access_token.ended', { subject: id });
};

/** What a person allowed ends, and with it every token that came of it, of one client where it is named. */
const revokeOfUser = async (
  ports: ManagementPorts,
  { user, clientId }: { readonly user: string; readonly clientId?: string | undefined },
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const account = await findAccount(ports, user);
  if (isManagementError(account)) return account;
  await ports.stores.commit({
    changes: [
      { kind: 'authorizations.revoke', accountId: account.id, clientId, at: seconds(ports.clock) },
      audited(ports.clock, {
        ...{ actor, action: 'authorizations.revoked', target: account.id },
        ...(clientId === undefined ? {} : { detail: { client: clientId } }),
      }),
    ],
  });
  return undefined;
};

const revokeAll = async (
  ports: ManagementPorts,
  { clientId, user }: TokenRevocation,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const { stores, clock } = ports;
  const known = clientId === undefined || clientId === OPERATOR_CLIENT_ID || (await stores.clients.findFresh(clientId));
  if (!known) return new ManagementError('client.not_found', { subject: clientId.slice(0, 100) });
  if (user !== undefined) return revokeOfUser(ports, { user, clientId }, actor);
  await stores.commit({
    changes: [
      { kind: 'access_tokens.revoke', clientId, at: seconds(clock) },
      audited(clock, { actor, action: 'access_tokens.revoked', target: clientId ?? '*' }),
    ],
  });
  return undefined;
};

export const createTokenManagement = (ports: ManagementPorts): TokenManagement => ({
  create: (input, actor) => createToken(ports, input, actor),
  list: (filter) => list(ports, filter),
  show: async (idOrToken) => {
    const token = await find(ports, idOrToken);
    return isManagementError(token) ? token : describeToken(token, seconds(ports.clock));
  },
  revoke: (idOrToken, actor) => revoke(ports, idOrToken, actor),
  revokeAll: (filter, actor) => revokeAll(ports, filter, actor),
});
