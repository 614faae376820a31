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
