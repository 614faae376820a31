import { consoleToken, noConsoleCookie } from '../../console/console-cookie.ts';
import { notOfConsole } from '../../console/console-person.ts';
import type { Endpoint } from '../endpoint.ts';

export const consoleSignOut: Endpoint = {
  name: 'console-sign-out',
  path: () => '/admin/sign-out',
  methods: ['POST'],
  crossOrigin: false,
  summary: 'Ends a sign-in at the console: its token is revoked.',
  specification: 'OWASP ASVS 7.4.1',
  async handle({ request, caller }, cardea) {
    const refused = notOfConsole(request, cardea);
    if (refused !== undefined) return refused;
    const token = consoleToken(request, cardea);
    // What has ended already needs no end
    if (token !== undefined) await cardea.engine.revokePresented(token, caller);
    const response = cardea.respond.empty(204);
    response.headers.append('set-cookie', noConsoleCookie(cardea));
    return response;
  },
};
