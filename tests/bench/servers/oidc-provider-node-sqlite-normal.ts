import { oidcProvider } from './oidc-provider.ts';

export const oidcProviderNodeSqliteNormal = oidcProvider({
  name: 'oidc-provider-node-sqlite-normal',
  title: 'oidc-provider, Node, SQLite NORMAL',
  runtime: 'node',
  storage: { sqliteSynchronous: 'NORMAL' },
});
