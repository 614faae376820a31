import { isRefusal } from '@cardea/protocol';
import { sentProof } from '../http/sent-proof.ts';
import type { Endpoint } from './endpoint.ts';

export const token: Endpoint = {
  name: 'token',
  path: (basePath) => `${basePath}/token`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client gets tokens.',
  specification: 'RFC 6749 §3.2',
  async handle({ request, caller }, { engine, respond, readParameters, urls, settings }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const authorization = request.headers.get('authorization') ?? undefined;
    const authToken = request.headers.get('x-auth-token') ?? undefined;
    const proof = sentProof(request, urls.token);
    const answer = await engine.token({ parameters, authorization, authToken, caller, proof });
    if (isRefusal(answer)) return answer;
    const response = respond.json(answer);
    // RFC 9449 §8.2: the next proof needs no refusal first
    if (proof !== undefined && settings.dpopNonce === 'required')
      response.headers.set('dpop-nonce', engine.dpopNonce());
    return response;
  },
};
