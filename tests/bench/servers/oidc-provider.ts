import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, LOOPBACK, waitUntilReady } from '../machine/network.ts';
import {
  REDIRECT_URI,
  RESOURCE,
  type RunningAuthorizationServer,
  type ServerUnderTest,
  type SignedIn,
  type StartSettings,
} from './server.ts';
import { once, PEOPLE_SCOPES, visitAll } from './visit.ts';

export interface PeerVariant {
  readonly name: string;
  readonly title: string;
  readonly runtime: 'node' | 'bun';
  readonly storage: 'memory' | { readonly sqliteSynchronous: 'FULL' | 'NORMAL' };
}

/** What ../peers/oidc-provider/main.mjs takes as its argument. */
interface PeerSettings {
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly resource: string;
  readonly database?: string;
  readonly synchronous?: 'FULL' | 'NORMAL';
}

const MAIN = fileURLToPath(import.meta.resolve('../peers/oidc-provider/main.mjs'));
const PATHS = {
  token: '/token',
  introspection: '/token/introspection',
  discovery: '/.well-known/openid-configuration',
  jwks: '/jwks',
  authorization: '/auth',
  pushed: '/request',
  device: '/device/auth',
};

/** It signs in whoever comes, see `interact` of ../peers/oidc-provider/main.mjs; its clients are in its configuration. */
async function signIn(origin: string, secret: string): Promise<SignedIn> {
  const web = { id: 'web', secret, scope: PEOPLE_SCOPES };
  const installed = { id: 'installed', scope: PEOPLE_SCOPES };
  const television = { id: 'television', scope: PEOPLE_SCOPES };
  const server = { issuer: origin, origin, authorizationPath: PATHS.authorization };
  return { cookie: await visitAll(server, [web, installed], {}), apps: { web, installed, television } };
}

async function startVariant(variant: PeerVariant, settings: StartSettings): Promise<RunningAuthorizationServer> {
  const { workshop, node } = settings;
  const client = { id: 'bench', secret: randomBytes(32).toString('base64url') };
  const port = freePort();
  const peer: PeerSettings = {
    port,
    clientId: client.id,
    clientSecret: client.secret,
    redirectUri: REDIRECT_URI,
    resource: RESOURCE,
    ...(variant.storage === 'memory'
      ? {}
      : {
          database: join(workshop.subfolder(variant.name), 'peer.sqlite'),
          synchronous: variant.storage.sqliteSynchronous,
        }),
  };
  const runtime = variant.runtime === 'node' ? node : process.execPath;
  const server = workshop.start({ command: [runtime, MAIN, JSON.stringify(peer)], core: 'server' });
  const origin = `http://${LOOPBACK}:${port}`;
  await waitUntilReady({
    name: variant.title,
    process: server,
    url: `${origin}${PATHS.discovery}`,
    timeoutSeconds: 15,
  });
  return {
    kind: 'authorization-server',
    pid: server.pid,
    origin,
    paths: PATHS,
    client,
    jwtClient: client,
    issuer: origin,
    signIn: once(() => signIn(origin, client.secret)),
    stop: server.stop,
  };
}

/** oidc-provider in one of its variants. */
export function oidcProvider(variant: PeerVariant): ServerUnderTest {
  return { name: variant.name, title: variant.title, start: (settings) => startVariant(variant, settings) };
}
