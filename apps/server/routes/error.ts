import { refuse } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

/** Repeats nothing of what it is sent: a page with our name on it must not say what others want it to (S102). */
export const error: Endpoint = {
  name: 'error',
  path: () => '/error',
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page that says that a request cannot be understood, in fixed words.',
  specification: 'Design §2',
  handle: async () => refuse('request.parameter_missing'),
};
