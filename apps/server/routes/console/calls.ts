import { refuse } from '@cardea/protocol';
import { findConsolePerson, notOfConsole } from '../../console/console-person.ts';
import { CONSOLE_API_PATH } from '../../console/console-urls.ts';
import { answerProcedure } from '../answer-procedure.ts';
import type { Endpoint } from '../endpoint.ts';

export const consoleCalls: Endpoint = {
  name: 'console-calls',
  path: () => `${CONSOLE_API_PATH}/*`,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  summary: 'The management for the pages of the console, by their cookie.',
  specification: 'docs/guides/console.md',
  async handle(incoming, cardea) {
    const refused = notOfConsole(incoming.request, cardea);
    if (refused !== undefined) return refused;
    const person = await findConsolePerson(incoming.request, cardea);
    if (person === undefined) return refuse('console.not_signed_in');
    const { authority, token } = person;
    return answerProcedure(incoming, { authority, token, path: CONSOLE_API_PATH, endpoint: 'console-calls' }, cardea);
  },
};
