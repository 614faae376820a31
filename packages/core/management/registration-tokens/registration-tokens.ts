import { isReservedScope } from '@cardea/protocol';
import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { InitialAccessToken } from '../../ports/initial-access-token.ts';
import { audited } from '../audit.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';
import { countProblem, ttlProblem } from '../fields/numbers.ts';
import { ensureScopes, scopesProblem, unregistered } from '../fields/scopes.ts';
import { type ListPage, listPage, type SearchWish, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

const DEFAULT_TTL_SECONDS = 86_400;

export interface NewRegistrationToken {
  readonly name: string;
  /** What clients registered with it may have beside the scopes that every client may register for. */
  readonly scopes?: readonly string[] | undefined;
  /** A day when absent; `null` for one that does not expire. */
  readonly ttlSeconds?: number | null | undefined;
  /** One when absent; `null` for any number. */
  readonly maxUses?: number | null | undefined;
}

/** A token as an administrator sees it: nothing of it can be presented anywhere. */
export type RegistrationTokenDescription = Omit<InitialAccessToken, 'verifierHash'>;

export interface CreatedRegistrationToken {
  readonly token: RegistrationTokenDescription;
  /** The token itself, to be shown once. */
  readonly text: string;
  /** Scopes that it registered. */
  readonly createdScopes: readonly string[];
}

/** Initial access tokens (RFC 7591 §1.2). Each change is one unit with one audit entry. */
export interface RegistrationTokenManagement {
  add(input: NewRegistrationToken, actor: Actor): Promise<CreatedRegistrationToken | ManagementError>;
  /** Oldest first; used up ones too, until they expire. */
  list(wish: SearchWish): Promise<ListPage<RegistrationTokenDescription> | ManagementError>;
  /** Undefined where it is done. Clients that were registered with it stay. */
  remove(id: string, actor: Actor): Promise<ManagementError | undefined>;
}

const describe = ({ verifierHash: _, ...token }: InitialAccessToken): RegistrationTokenDescription => token;

const reservedProblem = (scopes: readonly string[]): string | undefined => {
  const reserved = scopes.find(isReservedScope);
  return reserved === undefined ? undefined : `holds ${reserved}, which no client may register itself for`;
};

const add = async (
  ports: ManagementPorts,
  input: NewRegistrationToken,
  actor: Actor,
): Promise<CreatedRegistrationToken | ManagementError> => {
  const { stores, clock, mint } = ports;
  const { name } = input;
  const scopes = [...new Set(input.scopes ?? [])];
  const { ttlSeconds = DEFAULT_TTL_SECONDS, maxUses = 1 } = input;
  const problem = firstProblem({
    name: nameProblem(name),
    scopes: scopesProblem(scopes) ?? reservedProblem(scopes),
    ttlSeconds: ttlProblem(ttlSeconds ?? undefined),
    maxUses: countProblem(maxUses ?? undefined),
  });
  if (problem) return new ManagementError('registration_token.invalid', problem);
  const { id, verifierHash, text } = mint.mint('initial_access_token', clock.nowMs());
  const createdAt = seconds(clock);
  const token: InitialAccessToken = {
    id,
    verifierHash,
    name,
    scopes,
    createdAt,
    expiresAt: ttlSeconds === null ? undefined : createdAt + ttlSeconds,
    maxUses: maxUses ?? undefined,
    uses: 0,
  };
  const createdScopes = await unregistered(stores.scopes, scopes);
  await stores.commit({
    changes: [
      { kind: 'initial_access_token.insert', token },
      ...ensureScopes(createdScopes),
      audited(clock, {
        actor,
        action: 'initial_access_token.created',
        target: id,
        detail: { name, scopes, expiresAt: token.expiresAt, maxUses: token.maxUses, createdScopes },
      }),
    ],
  });
  return { token: describe(token), text, createdScopes };
};

const remove = async (
  { stores, clock }: ManagementPorts,
  id: string,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const token = await stores.initialAccessTokens.find(id);
  const done =
    token !== undefined &&
    (await stores.commit({
      guard: { kind: 'initial_access_token.delete', id },
      changes: [
        audited(clock, { actor, action: 'initial_access_token.deleted', target: id, detail: { name: token.name } }),
      ],
    }));
  return done ? undefined : new ManagementError('registration_token.not_found', { subject: id.slice(0, 100) });
};

export const createRegistrationTokenManagement = (ports: ManagementPorts): RegistrationTokenManagement => ({
  add: (input, actor) => add(ports, input, actor),
  list: ({ limit, cursor, search }) =>
    listPage(ports, { name: 'registration_tokens', wish: { limit, cursor }, narrowing: { search } }, async (query) =>
      shownAs(await ports.stores.listings.initialAccessTokens({ ...query, search }), describe),
    ),
  remove: (id, actor) => remove(ports, id, actor),
});
