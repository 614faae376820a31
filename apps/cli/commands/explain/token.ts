import { defineCommand } from '../../parse/command.ts';
import { textList } from '../../parse/flag.ts';
import { simulationLines } from '../../show/explanation.ts';
import { typedParameters } from './parameters.ts';

export const explainToken = defineCommand({
  name: 'explain token',
  summary: 'Tell what would come of a token request, with every check. Nothing is written, and no token comes of it.',
  details: ['That the client proves who it is is assumed: why a secret is not taken says: cardea explain show.'],
  args: { client: { name: 'CLIENT_ID', doc: 'the client that would ask' } },
  flags: {
    parameter: textList({ placeholder: 'NAME=VALUE', doc: 'A parameter of the request; may be given several times.' }),
  },
  examples: [
    {
      line: 'explain token demo --parameter grant_type=client_credentials --parameter scope=read',
      does: 'Whether the client would get a token with this scope.',
    },
  ],
  run: async ({ args, flags, admin }) => {
    const parameters = typedParameters(flags.parameter);
    const simulation = await (await admin()).explain.simulateToken.mutate({ clientId: args.client, parameters });
    return { data: simulation, lines: simulationLines(simulation) };
  },
});
