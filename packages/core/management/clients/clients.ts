import type { Actor } from '../../ports/audit.ts';
import type { Client } from '../../ports/client.ts';
import type { ClientNarrowing } from '../../ports/listing.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import { foundByWords, type ListPage, listPage, type SearchWish, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { type AddedClient, addClient } from './add-client.ts';
import type { ClientChanges, NewClient } from './client-input.ts';
import { type ClientDescription, describeClient } from './describe-client.ts';
import { modifyClient } from './modify-client.ts';
import { removeClient } from './remove-client.ts';
import { changeableClient, freshClient } from './replace-client.ts';
import { dropOldSecrets, resetSecret, type SecretReset } from './reset-client.ts';

export type ClientFilter = Omit<ClientNarrowing, 'words'>;

/** Registered clients. Each change is one unit with one audit entry; nothing answered here holds a secret's hash. */
export interface ClientManagement {
  add(input: NewClient, actor: Actor): Promise<AddedClient | ManagementError>;
  /** In the order of creation; `search` finds beginnings of words of the id, the name and the scopes. */
  list(wish: SearchWish & ClientFilter): Promise<ListPage<ClientDescription> | ManagementError>;
  show(id: string): Promise<ClientDescription | ManagementError>;
  /** The same, and an error where nobody may change it, because it belongs to Cardea itself. */
  changeable(id: string): Promise<ClientDescription | ManagementError>;
  modify(input: ClientChanges & { readonly id: string }, actor: Actor): Promise<AddedClient | ManagementError>;
  resetSecret(
    input: SecretReset,
    actor: Actor,
  ): Promise<{ readonly client: ClientDescription; readonly secret?: string | undefined } | ManagementError>;
  dropOldSecrets(id: string, actor: Actor): Promise<ClientDescription | ManagementError>;
  /** Undefined where it is done. */
  remove(id: string, actor: Actor): Promise<ManagementError | undefined>;
}

const described = (client: Client | ManagementError): ClientDescription | ManagementError =>
  isManagementError(client) ? client : describeClient(client);

export const createClientManagement = (ports: ManagementPorts): ClientManagement => ({
  add: (input, actor) => addClient(ports, input, actor),
  list: ({ limit, cursor, search, ...filter }) =>
    listPage(ports, { name: 'clients', wish: { limit, cursor }, narrowing: { ...filter, search } }, async (query) => {
      const { clients } = ports.stores.listings;
      return shownAs(await foundByWords(search, (words) => clients({ ...query, ...filter, words })), describeClient);
    }),
  show: async (id) => described(await freshClient(ports, id)),
  changeable: async (id) => described(await changeableClient(ports, id)),
  modify: (input, actor) => modifyClient(ports, input, actor),
  resetSecret: (input, actor) => resetSecret(ports, input, actor),
  dropOldSecrets: (id, actor) => dropOldSecrets(ports, id, actor),
  remove: (id, actor) => removeClient(ports, id, actor),
});
