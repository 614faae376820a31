import { refuse } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

export const livez: Endpoint = {
  name: 'livez',
  path: () => '/livez',
  methods: ['GET', 'HEAD'],
  crossOrigin: false,
  isProbe: true,
  summary: 'Whether the process runs.',
  specification: 'Design §2',
  handle: async (_request, { respond }) => respond.json({ status: 'live' }),
};

export const readyz: Endpoint = {
  name: 'readyz',
  path: () => '/readyz',
  methods: ['GET', 'HEAD'],
  crossOrigin: false,
  isProbe: true,
  summary: 'Whether requests should be sent here: the database answers and the server is not stopping.',
  specification: 'Design §2',
  async handle(_request, { lifecycle, respond, stores }) {
    if (!lifecycle.isReady(performance.now())) return refuse('server.stopping');
    await stores.ping();
    return respond.json({ status: 'ready' });
  },
};
