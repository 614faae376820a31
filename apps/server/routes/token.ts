import { isRefusal } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

export const token: Endpoint = {
  name: 'token',
  path: (basePath) => `${basePath}/token`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client gets tokens.',
  specification: 'RFC 6749 §3.2',
  async handle({ request, caller }, { engine, respond, readParameters }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const authorization = request.headers.get('authorization') ?? undefined;
    const answer = await engine.token({ parameters, authorization, caller });
    return isRefusal(answer) ? answer : respond.json(answer);
  },
};
