import { isRefusal } from '@cardea/protocol';
import { presentedToken } from '@cardea/resource';
import { readParameters } from '../http/read-parameters.ts';
import type { Endpoint } from './endpoint.ts';

export const revoke: Endpoint = {
  name: 'revoke',
  path: (basePath) => `${basePath}/revoke`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client ends one of its tokens, or the holder of a token ends it by presenting it.',
  specification: 'RFC 7009 §2',
  async handle({ request, caller }, { engine }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const presented = presentedToken(request);
    if (isRefusal(presented) && presented.code !== 'token.missing') return presented;
    const authorization = request.headers.get('authorization') ?? undefined;
    const refusal = isRefusal(presented)
      ? await engine.revoke({ parameters, authorization, caller })
      : await engine.revokePresented(presented, caller);
    return refusal ?? new Response(null, { headers: { 'cache-control': 'no-store', pragma: 'no-cache' } });
  },
};
