import type { Endpoint } from './endpoint.ts';

export const metrics: Endpoint = {
  name: 'metrics',
  path: () => '/api/v1/metrics',
  methods: ['GET', 'HEAD'],
  crossOrigin: false,
  requiredScopes: ['metrics'],
  summary: 'Metrics of this server for Prometheus, for a token with the scope metrics.',
  specification: 'RFC 6750, Prometheus text format',
  async handle(_request, cardea) {
    const { contentType, text } = await cardea.metrics.render();
    return cardea.respond.text(text, contentType);
  },
};
