import { isRefusal } from '@cardea/protocol';
import { sentProof } from '../http/sent-proof.ts';
import type { Endpoint } from './endpoint.ts';

export const par: Endpoint = {
  name: 'par',
  path: (basePath) => `${basePath}/par`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client sends an authorization request ahead, and gets a request_uri for the browser.',
  specification: 'RFC 9126 §2',
  async handle({ request, caller }, { engine, respond, readParameters, urls }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const authorization = request.headers.get('authorization') ?? undefined;
    const answer = await engine.pushRequest({
      parameters,
      authorization,
      caller,
      proof: sentProof(request, urls.pushedRequest),
    });
    return isRefusal(answer) ? answer : respond.json(answer, 201);
  },
};
