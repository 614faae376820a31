import { isRefusal, refuse } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

export const userinfo: Endpoint = {
  name: 'userinfo',
  path: (basePath) => `${basePath}/userinfo`,
  methods: ['GET', 'POST'],
  crossOrigin: true,
  requiredScopes: ['openid'],
  tokenInForm: true,
  summary: 'Claims about the person that an access token speaks for, as JSON or as a signed JWT.',
  specification: 'OpenID Connect Core §5.3, RFC 6750 §2',
  async handle({ token }, { engine, stores, respond }) {
    const found = token?.id === undefined ? undefined : await stores.accessTokens.find(token.id);
    if (found === undefined) return refuse('token.unknown');
    const answer = await engine.userinfo(found);
    if (isRefusal(answer)) return answer;
    if ('claims' in answer) return respond.json(answer.claims);
    return respond.text(answer.jwt, 'application/jwt');
  },
};
