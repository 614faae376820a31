import { oidcProvider } from './oidc-provider.ts';

export const oidcProviderBunMemory = oidcProvider({
  name: 'oidc-provider-bun-memory',
  title: 'oidc-provider, Bun, memory',
  runtime: 'bun',
  storage: 'memory',
});
