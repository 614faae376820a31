import { oidcProvider } from './oidc-provider.ts';

export const oidcProviderNodeSqliteFull = oidcProvider({
  name: 'oidc-provider-node-sqlite-full',
  title: 'oidc-provider, Node, SQLite FULL',
  runtime: 'node',
  storage: { sqliteSynchronous: 'FULL' },
});
