import { isRefusal, type Parameters, type Refusal, refuse, splitAuthorization } from '@cardea/protocol';
import { presentedToken } from '@cardea/resource';
import type { Endpoint } from './endpoint.ts';

/** A request that names one token in its header and another in its body, or two owners, must not be told that all is done. */
const ambiguity = (
  presented: string,
  parameters: Parameters,
  authorization: string | undefined,
): Refusal | undefined => {
  const named = parameters.get('token');
  if (named !== undefined && named !== presented) return refuse('request.two_tokens');
  const isClient =
    parameters.has('client_secret') ||
    parameters.has('client_assertion') ||
    splitAuthorization(authorization ?? '').scheme === 'basic';
  return isClient ? refuse('client.several_methods') : undefined;
};

export const revoke: Endpoint = {
  name: 'revoke',
  path: (basePath) => `${basePath}/revoke`,
  methods: ['POST'],
  crossOrigin: true,
  summary: 'A client ends one of its tokens, or the holder of a token ends it by presenting it.',
  specification: 'RFC 7009 §2',
  async handle({ request, caller }, { engine, respond, readParameters }) {
    const parameters = await readParameters(request);
    if (isRefusal(parameters)) return parameters;
    const presented = presentedToken(request);
    if (isRefusal(presented) && presented.code !== 'token.missing') return presented;
    const authorization = request.headers.get('authorization') ?? undefined;
    const refusal = isRefusal(presented)
      ? await engine.revoke({ parameters, authorization, caller })
      : (ambiguity(presented.token, parameters, authorization) ??
        (await engine.revokePresented(presented.token, caller)));
    return refusal ?? respond.empty();
  },
};
