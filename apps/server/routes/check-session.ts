import { checkSessionPage } from '../pages/check-session/check-session-page.ts';
import type { Endpoint } from './endpoint.ts';

export const checkSession: Endpoint = {
  name: 'check-session',
  path: (basePath) => `${basePath}/check-session`,
  methods: ['GET'],
  crossOrigin: false,
  audience: 'people',
  summary: 'A page without content that applications frame, to be told when the person signs in or out.',
  specification: 'OpenID Connect Session Management §3.3',
  handle: async (_incoming, { settings }) => {
    const { body, headers } = checkSessionPage(settings.issuer);
    return new Response(body, { headers });
  },
};
