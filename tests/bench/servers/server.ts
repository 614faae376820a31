import type { Workshop } from '../machine/workshop.ts';

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

export interface EndpointPaths {
  readonly token: string;
  readonly introspection: string;
  readonly discovery: string;
  readonly jwks: string;
  readonly authorization: string;
  readonly pushed: string;
  readonly device: string;
}

/**
 * Applications of people; all get refresh tokens.
 *
 * - `web` has a secret: its refresh tokens stay the same.
 * - `installed` has none: its refresh tokens are replaced at each use, unless they are bound to a key.
 * - `television` is a device without a keyboard, without a secret.
 * - `gateway` exchanges tokens; only where the server can.
 */
export type AppName = 'web' | 'installed' | 'television' | 'gateway';

export interface App {
  readonly id: string;
  readonly secret?: string;
  /** What it asks people for. */
  readonly scope: string;
}

/** A browser whose person is signed in and has agreed to what the applications ask for. */
export interface SignedIn {
  /** The Cookie header that it sends. */
  readonly cookie: string;
  readonly apps: Readonly<Partial<Record<AppName, App>>>;
}

export function appOf({ apps }: SignedIn, name: AppName): App {
  const app = apps[name];
  if (!app) throw new Error(`This server has no application ${name}.`);
  return app;
}

interface Running {
  readonly pid: number;
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

export interface RunningAuthorizationServer extends Running {
  readonly kind: 'authorization-server';
  readonly paths: EndpointPaths;
  /** Gets opaque access tokens. */
  readonly client: ClientCredentials;
  /** Gets JWT access tokens for `RESOURCE`. */
  readonly jwtClient: ClientCredentials;
  /** What the server calls itself. */
  readonly issuer: string;
  /** Signs a person in; made ready at the first call only. */
  readonly signIn: () => Promise<SignedIn>;
}

/** Answers the same JSON to every request: the floor that an endpoint is compared with. */
export interface RunningConstant extends Running {
  readonly kind: 'constant';
}

export type RunningServer = RunningAuthorizationServer | RunningConstant;

export interface StartSettings {
  readonly workshop: Workshop;
  /** The Node to run peers with. */
  readonly node: string;
  /** Length of the answer that the constant server imitates. */
  readonly answerBytes: number;
}

/** A server that can be measured: one file in this folder, one line in registry.ts. */
export interface ServerUnderTest {
  readonly name: string;
  readonly title: string;
  readonly start: (settings: StartSettings) => Promise<RunningServer>;
}

export const RESOURCE = 'https://api.bench.example';
export const SCOPES = 'read write';
/** Where people come back to from the authorization endpoint, with a code. */
export const REDIRECT_URI = 'https://app.bench.example/callback';
