import { isScopeToken } from '@cardea/protocol';
import type { Actor } from '../../ports/audit.ts';
import type { Scope } from '../../ports/scope.ts';
import { audited } from '../audit.ts';
import { findClient } from '../clients/find-client.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { claimsProblem } from '../fields/claims.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { descriptionProblem } from '../fields/name.ts';
import { type ListPage, listPage, type SearchWish } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

type ScopePorts = Pick<ManagementPorts, 'stores' | 'clock' | 'sealer' | 'digests'>;

export interface ScopeChanges {
  readonly name: string;
  readonly description?: string | undefined;
  readonly claims?: readonly string[] | undefined;
}

/** Registered scopes. Each change is one unit with one audit entry. */
export interface ScopeManagement {
  add(input: ScopeChanges, actor: Actor): Promise<Scope | ManagementError>;
  /** By name. */
  list(wish: SearchWish): Promise<ListPage<Scope> | ManagementError>;
  modify(input: ScopeChanges, actor: Actor): Promise<Scope | ManagementError>;
  /** Undefined where it is done. A scope that a client or a resource names stays. */
  remove(name: string, actor: Actor): Promise<ManagementError | undefined>;
}

const notFound = (name: string): ManagementError =>
  new ManagementError('scope.not_found', { subject: name.slice(0, 128) });

const checkScope = ({ name, description, claims }: Scope): ManagementError | undefined => {
  const problem = firstProblem({
    name: isScopeToken(name) ? undefined : 'is not a scope name (RFC 6749 §3.3)',
    description: descriptionProblem(description),
    claims: claimsProblem(claims),
  });
  return problem && new ManagementError('scope.invalid', problem);
};

const find = async ({ stores }: ScopePorts, name: string): Promise<Scope | ManagementError> =>
  (await stores.scopes.list()).find((scope) => scope.name === name) ?? notFound(name);

const add = async (ports: ScopePorts, input: ScopeChanges, actor: Actor): Promise<Scope | ManagementError> => {
  const scope: Scope = { name: input.name, description: input.description ?? '', claims: input.claims ?? [] };
  const refused = checkScope(scope);
  if (refused) return refused;
  const done = await ports.stores.commit({
    guard: { kind: 'scope.insert', scope },
    changes: [audited(ports.clock, { actor, action: 'scope.created', target: scope.name, detail: { ...scope } })],
  });
  return done ? scope : new ManagementError('scope.exists', { subject: scope.name });
};

const modify = async (ports: ScopePorts, input: ScopeChanges, actor: Actor): Promise<Scope | ManagementError> => {
  const old = await find(ports, input.name);
  if (isManagementError(old)) return old;
  const scope: Scope = {
    name: old.name,
    description: input.description ?? old.description,
    claims: input.claims ?? old.claims,
  };
  const refused = checkScope(scope);
  if (refused) return refused;
  const done = await ports.stores.commit({
    guard: { kind: 'scope.replace', scope },
    changes: [audited(ports.clock, { actor, action: 'scope.updated', target: scope.name, detail: { ...scope } })],
  });
  return done ? scope : notFound(scope.name);
};

const user = async ({ stores }: ScopePorts, name: string): Promise<string | undefined> => {
  const resource = (await stores.resources.list()).find(({ scopes }) => scopes.includes(name));
  if (resource) return `${name}, by the resource ${resource.uri}`;
  const client = await findClient(stores.clients, ({ scopes }) => scopes.includes(name));
  return client && `${name}, by the client ${client.id}`;
};

const remove = async (ports: ScopePorts, name: string, actor: Actor): Promise<ManagementError | undefined> => {
  const scope = await find(ports, name);
  if (isManagementError(scope)) return scope;
  const usedBy = await user(ports, name);
  if (usedBy !== undefined) return new ManagementError('scope.in_use', { subject: usedBy });
  const done = await ports.stores.commit({
    guard: { kind: 'scope.delete', name },
    changes: [audited(ports.clock, { actor, action: 'scope.deleted', target: name })],
  });
  if (done) return undefined;
  // Somebody named it meanwhile, or removed it
  const now = await user(ports, name);
  return now === undefined ? notFound(name) : new ManagementError('scope.in_use', { subject: now });
};

export const createScopeManagement = (ports: ScopePorts): ScopeManagement => ({
  add: (input, actor) => add(ports, input, actor),
  list: ({ limit, cursor, search }) =>
    listPage(ports, { name: 'scopes', wish: { limit, cursor }, narrowing: { search } }, (query) =>
      ports.stores.listings.scopes({ ...query, search }),
    ),
  modify: (input, actor) => modify(ports, input, actor),
  remove: (name, actor) => remove(ports, name, actor),
});
