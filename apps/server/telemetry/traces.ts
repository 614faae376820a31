import type { UnitOfWork } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';

/** What answers one request. */
export type TracedHandler = (request: Request, peer: string | undefined) => Promise<Response>;

export interface Tracing {
  /** The same handler, with a span for each request: its method, the name of its route and its status, nothing else. */
  handler(route: string, handler: TracedHandler): TracedHandler;
  /** The same commit, with a span that lasts from handing over a unit to its answer. */
  commit(commit: UnitOfWork['commit']): UnitOfWork['commit'];
  /** Sends what is left, within two seconds. */
  stop(): Promise<void>;
}

export type TracingSettings = Pick<Settings, 'issuer' | 'otlpEndpoint' | 'otlpHeaders' | 'traceRatio'>;
