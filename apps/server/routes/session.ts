import { isRefusal } from '@cardea/protocol';
import type { Endpoint } from './endpoint.ts';

const MAX_USER_AGENT_CHARS = 300;

export const session: Endpoint = {
  name: 'session',
  path: () => '/api/v1/session',
  methods: ['POST', 'GET', 'DELETE'],
  crossOrigin: true,
  summary:
    'A program signs a person in with a user name and a password, and a code where there is a second factor, or with an app password; GET shows the session, DELETE ends it.',
  specification: 'Design §2',
  async handle({ request, caller }, { engine, guard, respond, readParameters }) {
    if (request.method === 'POST') {
      const parameters = await readParameters(request);
      if (isRefusal(parameters)) return parameters;
      const userAgent = (request.headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT_CHARS);
      const started = await engine.sessions.start({ parameters, caller, userAgent });
      return isRefusal(started) ? started : respond.json(started, 201);
    }
    const token = await guard.decide(request);
    if (isRefusal(token)) return token;
    if (request.method === 'DELETE') return (await engine.sessions.end(token.id, caller)) ?? respond.empty(204);
    const shown = await engine.sessions.show(token.id);
    return isRefusal(shown) ? shown : respond.json(shown);
  },
};
