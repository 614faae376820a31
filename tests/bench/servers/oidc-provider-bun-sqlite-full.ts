import { oidcProvider } from './oidc-provider.ts';

export const oidcProviderBunSqliteFull = oidcProvider({
  name: 'oidc-provider-bun-sqlite-full',
  title: 'oidc-provider, Bun, SQLite FULL',
  runtime: 'bun',
  storage: { sqliteSynchronous: 'FULL' },
});
