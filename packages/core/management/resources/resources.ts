import type { Actor } from '../../ports/audit.ts';
import type { Resource } from '../../ports/resource.ts';
import type { ManagementError } from '../errors/management-error.ts';
import { type ListPage, listPage, type SearchWish } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { addResource, type WrittenResource } from './add-resource.ts';
import { findResource, modifyResource } from './modify-resource.ts';
import { removeResource } from './remove-resource.ts';
import type { NewResource, ResourceChanges } from './resource-input.ts';

export interface ResourceFilter {
  readonly enabled?: boolean | undefined;
}

/** Registered resources: the APIs that take Cardea's tokens. Each change is one unit with one audit entry. */
export interface ResourceManagement {
  add(input: NewResource, actor: Actor): Promise<WrittenResource | ManagementError>;
  /** By URI. */
  list(wish: SearchWish & ResourceFilter): Promise<ListPage<Resource> | ManagementError>;
  show(uri: string): Promise<Resource | ManagementError>;
  modify(input: ResourceChanges, actor: Actor): Promise<WrittenResource | ManagementError>;
  /** Undefined where it is done. A resource that a client may get tokens for stays. */
  remove(uri: string, actor: Actor): Promise<ManagementError | undefined>;
}

export const createResourceManagement = (ports: ManagementPorts): ResourceManagement => ({
  add: (input, actor) => addResource(ports, input, actor),
  list: ({ limit, cursor, ...narrowing }) =>
    listPage(ports, { name: 'resources', wish: { limit, cursor }, narrowing }, (query) =>
      ports.stores.listings.resources({ ...query, ...narrowing }),
    ),
  show: (uri) => findResource(ports, uri),
  modify: (input, actor) => modifyResource(ports, input, actor),
  remove: (uri, actor) => removeResource(ports, uri, actor),
});
