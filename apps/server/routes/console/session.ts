import { findConsolePerson, notOfConsole } from '../../console/console-person.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { VERSION } from '../../version.ts';
import type { Endpoint } from '../endpoint.ts';

export const consoleSession: Endpoint = {
  name: 'console-session',
  path: () => '/admin/session',
  methods: ['GET'],
  crossOrigin: false,
  summary: 'Who has signed in at the console.',
  specification: 'docs/guides/console.md',
  async handle({ request }, cardea) {
    const refused = notOfConsole(request, cardea);
    if (refused !== undefined) return refused;
    const { stores, settings, respond } = cardea;
    const person = await findConsolePerson(request, cardea);
    const account = person && (await stores.accounts.find(person.authority.accountId));
    if (person === undefined || account === undefined)
      return respond.json({ state: (await stores.accounts.findOwner()) === undefined ? 'unowned' : 'signed_out' });
    const { id, username, role, profile } = account;
    return respond.json({
      state: 'signed_in',
      person: { id, username, name: profile.name ?? username, role: role ?? null },
      issuer: settings.issuer,
      root: issuerPath(settings.issuer),
      basePath: settings.basePath,
      version: VERSION,
    });
  },
};
