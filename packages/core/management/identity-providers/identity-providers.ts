import type { Actor } from '../../ports/audit.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import { type ListPage, listPage, type SearchWish, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import type {
  IdentityProviderChanges,
  IdentityProviderDescription,
  NewIdentityProvider,
  ProviderTrial,
} from './provider-input.ts';
import { tryProvider } from './try-provider.ts';
import { addProvider, findProvider, modifyProvider, removeProvider } from './write-provider.ts';

/** The servers of others at which people may sign in. Each change is one unit with one audit entry; no answer holds a secret. */
export interface IdentityProviderManagement {
  add(input: NewIdentityProvider, actor: Actor): Promise<IdentityProviderDescription | ManagementError>;
  /** In the order of creation, which is that of the buttons. */
  list(
    wish: SearchWish & { readonly enabled?: boolean | undefined },
  ): Promise<ListPage<IdentityProviderDescription> | ManagementError>;
  show(id: string): Promise<IdentityProviderDescription | ManagementError>;
  modify(input: IdentityProviderChanges, actor: Actor): Promise<IdentityProviderDescription | ManagementError>;
  /** Undefined where it is done. */
  remove(id: string, actor: Actor): Promise<ManagementError | undefined>;
  /** Asks the provider itself. */
  test(id: string): Promise<readonly ProviderTrial[] | ManagementError>;
}

export const createIdentityProviderManagement = (ports: ManagementPorts): IdentityProviderManagement => {
  const describe = ({ secret, ...provider }: IdentityProvider): IdentityProviderDescription => ({
    ...provider,
    hasSecret: secret !== undefined,
    redirectUri: `${ports.endpoints.upstreamCallback}/${provider.id}`,
  });
  const described = (provider: IdentityProvider | ManagementError) =>
    isManagementError(provider) ? provider : describe(provider);
  return {
    add: async (input, actor) => described(await addProvider(ports, input, actor)),
    list: ({ limit, cursor, ...narrowing }) =>
      listPage(ports, { name: 'identity_providers', wish: { limit, cursor }, narrowing }, async (query) =>
        shownAs(await ports.stores.listings.identityProviders({ ...query, ...narrowing }), describe),
      ),
    show: async (id) => described(await findProvider(ports, id)),
    modify: async (input, actor) => described(await modifyProvider(ports, input, actor)),
    remove: (id, actor) => removeProvider(ports, id, actor),
    test: async (id) => {
      const provider = await findProvider(ports, id);
      return isManagementError(provider) ? provider : tryProvider(provider, ports);
    },
  };
};
