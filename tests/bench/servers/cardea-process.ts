import { join } from 'node:path';
import { freePort, LOOPBACK, waitUntilReady } from '../machine/network.ts';
import type { Started, Workshop } from '../machine/workshop.ts';
import {
  type App,
  type ClientCredentials,
  type EndpointPaths,
  REDIRECT_URI,
  RESOURCE,
  type RunningAuthorizationServer,
  SCOPES,
  type SignedIn,
} from './server.ts';
import { once, PEOPLE_SCOPES, visitAll } from './visit.ts';

export interface CardeaSettings {
  readonly workshop: Workshop;
  readonly dataFolder: string;
  readonly port?: number;
  /** A libSQL server; without it the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** Options for Bun itself, such as `--cpu-prof`. With some it runs from its sources, whose rooms a profile can name. */
  readonly bunOptions?: readonly string[] | undefined;
}

export interface CardeaProcess {
  readonly process: Started;
  readonly origin: string;
  readonly environment: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dir, '..', '..', '..');
const PROGRAM = 'apps/cli/main.ts';
const SOURCES = 'apps/cli/program.ts';
/** Production wants https; the load generator speaks to Cardea directly, without TLS, as it does to its peers. */
const ISSUER = 'https://auth.bench.example';
const READY_SECONDS = 15;
const CLI_SECONDS = 20;

export const CARDEA_PATHS: EndpointPaths = {
  token: '/api/v1/oauth/token',
  introspection: '/api/v1/oauth/introspect',
  discovery: '/.well-known/openid-configuration',
  jwks: '/.well-known/jwks.json',
  authorization: '/api/v1/oauth/authorize',
  pushed: '/api/v1/oauth/par',
  device: '/api/v1/oauth/device',
};

/** One address and one person stand for thousands here: what would refuse that load, or end its tokens, is out of the way. */
const LIMITS = {
  CARDEA_AUTHORIZE_RATE: '1000000',
  CARDEA_DEVICE_REQUEST_BURST: '100000',
  CARDEA_PERSON_ACCESS_TOKENS: '0',
  CARDEA_PERSON_REFRESH_TOKENS: '0',
  CARDEA_REFRESH_RATE: '0',
};
const PERSON = 'person';

/** `cardea serve` as an operator runs it: audit, limits and metrics are on, `synchronous=FULL`. Does not wait. */
export function spawnCardea(settings: CardeaSettings): CardeaProcess {
  const { bunOptions = [] } = settings;
  const port = settings.port ?? freePort();
  const origin = `http://${LOOPBACK}:${port}`;
  const environment = {
    CARDEA_MODE: 'production',
    CARDEA_ISSUER: ISSUER,
    CARDEA_HOST: LOOPBACK,
    CARDEA_PORT: String(port),
    CARDEA_DATA_DIR: settings.dataFolder,
    CARDEA_LOG_LEVEL: 'warn',
    ...LIMITS,
    ...(settings.databaseUrl ? { CARDEA_DATABASE_URL: settings.databaseUrl } : {}),
  };
  const process_ = settings.workshop.start({
    command: [process.execPath, ...bunOptions, bunOptions.length > 0 ? SOURCES : PROGRAM, 'serve'],
    core: 'server',
    environment,
    workingFolder: ROOT,
  });
  return { process: process_, origin, environment };
}

export function waitUntilCardeaReady({ process: started, origin }: CardeaProcess): Promise<void> {
  return waitUntilReady({
    name: 'Cardea',
    process: started,
    url: `${origin}/readyz`,
    timeoutSeconds: READY_SECONDS,
  });
}

/** Runs the command line beside the running server. */
function cli(workshop: Workshop, { environment }: CardeaProcess, words: readonly string[]): Promise<string> {
  return workshop.run({
    command: [process.execPath, PROGRAM, ...words],
    core: 'generator',
    environment,
    workingFolder: ROOT,
    timeoutSeconds: CLI_SECONDS,
  });
}

function parseCredentials(output: string): ClientCredentials {
  const added = JSON.parse(output) as { readonly client_id?: unknown; readonly client_secret?: unknown };
  if (typeof added.client_id !== 'string' || typeof added.client_secret !== 'string') {
    throw new Error('`clients add --json` printed no client_id and client_secret.');
  }
  return { id: added.client_id, secret: added.client_secret };
}

/** Adds a client that gets opaque tokens, or one for a resource. */
export async function addClient(
  workshop: Workshop,
  cardea: CardeaProcess,
  { name, resource }: { readonly name: string; readonly resource?: string },
): Promise<ClientCredentials> {
  const words = ['clients', 'add', '--name', name, '--grant', 'client_credentials', '--scope', SCOPES, '--json'];
  return parseCredentials(await cli(workshop, cardea, resource ? [...words, '--resource', resource] : words));
}

/** A token that may manage everything. */
export async function managementToken(workshop: Workshop, cardea: CardeaProcess): Promise<string> {
  const words = ['auth', 'add', '--name', 'bench', '--scope', 'admin:*', '--json'];
  const { access_token } = JSON.parse(await cli(workshop, cardea, words)) as { readonly access_token: string };
  return access_token;
}

interface NewApp {
  readonly name: string;
  readonly words: readonly string[];
  readonly scope?: string;
}

async function addApp(
  workshop: Workshop,
  cardea: CardeaProcess,
  { name, words, scope = PEOPLE_SCOPES }: NewApp,
): Promise<App> {
  const common = ['--json', '--name', name, '--scope', scope, '--grant', 'refresh_token'];
  const output = await cli(workshop, cardea, ['clients', 'add', ...common, ...words]);
  const { client_id, client_secret } = JSON.parse(output) as { client_id: string; client_secret?: string };
  return { id: client_id, scope, ...(client_secret === undefined ? {} : { secret: client_secret }) };
}

async function addPerson(workshop: Workshop, cardea: CardeaProcess): Promise<{ readonly password: string }> {
  return JSON.parse(await cli(workshop, cardea, ['users', 'add', '--username', PERSON, '--json']));
}

/** Adds a person and their applications; the person signs in on the pages, and agrees once to each application. */
async function signIn(workshop: Workshop, cardea: CardeaProcess): Promise<SignedIn> {
  const byCode = ['--grant', 'authorization_code', '--redirect-uri', REDIRECT_URI, '--consent', 'remembered'];
  const add = (app: NewApp) => addApp(workshop, cardea, app);
  const exchange = ['--grant', 'token-exchange', '--exchange-target', RESOURCE];
  const web = await add({ name: 'Web', words: byCode });
  const installed = await add({ name: 'Installed', words: [...byCode, '--auth-method', 'none'] });
  const television = await add({ name: 'TV', words: ['--grant', 'device_code', '--auth-method', 'none'] });
  const gateway = await add({
    name: 'Gateway',
    words: [...byCode, ...exchange],
    scope: `${PEOPLE_SCOPES} ${SCOPES}`,
  });
  const { password } = await addPerson(workshop, cardea);
  const server = { issuer: ISSUER, origin: cardea.origin, authorizationPath: CARDEA_PATHS.authorization };
  const cookie = await visitAll(server, [web, installed, gateway], { username: PERSON, password, answer: 'allow' });
  return { cookie, apps: { web, installed, television, gateway } };
}

/** Starts Cardea, waits for it and sets up its clients and its resource through the command line. */
export async function startCardea(settings: CardeaSettings): Promise<RunningAuthorizationServer> {
  const { workshop } = settings;
  const cardea = spawnCardea(settings);
  await waitUntilCardeaReady(cardea);
  await cli(workshop, cardea, ['resources', 'add', RESOURCE, '--name', 'Bench API', '--format', 'jwt', '--json']);
  return {
    kind: 'authorization-server',
    pid: cardea.process.pid,
    origin: cardea.origin,
    paths: CARDEA_PATHS,
    client: await addClient(workshop, cardea, { name: 'bench' }),
    jwtClient: await addClient(workshop, cardea, { name: 'bench-jwt', resource: RESOURCE }),
    issuer: ISSUER,
    signIn: once(() => signIn(workshop, cardea)),
    stop: cardea.process.stop,
  };
}
