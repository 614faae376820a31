import { oidcProvider } from './oidc-provider.ts';

export const oidcProviderNodeMemory = oidcProvider({
  name: 'oidc-provider-node-memory',
  title: 'oidc-provider, Node, memory',
  runtime: 'node',
  storage: 'memory',
});
