import { isRefusal } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

export const deviceAuthorization: Endpoint = {
  name: 'device-authorization',
  path: (basePath) => `${basePath}/device`,
  methods: ['POST'],
  crossOrigin: false,
  summary: 'A device without a keyboard asks for a code, and for the page where a person types it.',
  specification: 'RFC 8628 §3.1',
  async handle({ request, caller }, { engine, respond, readParameters }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const authorization = request.headers.get('authorization') ?? undefined;
    const answer = await engine.authorizeDevice({ parameters, authorization, caller });
    return isRefusal(answer) ? answer : respond.json(answer);
  },
};
