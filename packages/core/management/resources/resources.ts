import type { Actor } from '../../ports/audit.ts';
import type { Resource } from '../../ports/resource.ts';
import type { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { addResource, type WrittenResource } from './add-resource.ts';
import { findResource, modifyResource } from './modify-resource.ts';
import { removeResource } from './remove-resource.ts';
import type { NewResource, ResourceChanges } from './resource-input.ts';

/** Registered resources: the APIs that take Cardea's tokens. Each change is one unit with one audit entry. */
export interface ResourceManagement {
  add(input: NewResource, actor: Actor): Promise<WrittenResource | ManagementError>;
  list(): Promise<readonly Resource[]>;
  show(uri: string): Promise<Resource | ManagementError>;
  modify(input: ResourceChanges, actor: Actor): Promise<WrittenResource | ManagementError>;
  /** Undefined where it is done. A resource that a client may get tokens for stays. */
  remove(uri: string, actor: Actor): Promise<ManagementError | undefined>;
}

export const createResourceManagement = (ports: ManagementPorts): ResourceManagement => ({
  add: (input, actor) => addResource(ports, input, actor),
  list: () => ports.stores.resources.list(),
  show: (uri) => findResource(ports, uri),
  modify: (input, actor) => modifyResource(ports, input, actor),
  remove: (uri, actor) => removeResource(ports, uri, actor),
});
