import type { Endpoint } from './endpoint.ts';
import { livez, readyz } from './health.ts';
import { introspect } from './introspect.ts';
import { metrics } from './metrics.ts';
import { revoke } from './revoke.ts';
import { token } from './token.ts';

/** Every endpoint that computes its answer; `documents/` holds those that are static bytes. */
export const endpoints: readonly Endpoint[] = [token, introspect, revoke, metrics, livez, readyz];
