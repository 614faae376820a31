import { defineCommand } from '../../parse/command.ts';
import { simulationLines } from '../../show/explanation.ts';
import { queryParameters } from './parameters.ts';

export const explainAuthorize = defineCommand({
  name: 'explain authorize',
  summary:
    'Tell what would come of an authorization request of a browser where nobody is signed in. Nothing is written.',
  args: { url: { name: 'URL', doc: 'the whole URL that the browser is sent to, or its query' } },
  flags: {},
  examples: [
    {
      line: "explain authorize 'client_id=demo&response_type=code&redirect_uri=https://app.example/cb'",
      does: 'Whether the person would be asked to sign in, or what is wrong.',
    },
  ],
  run: async ({ args, admin }) => {
    const parameters = queryParameters(args.url);
    const simulation = await (await admin()).explain.simulateAuthorization.mutate({ parameters });
    return { data: simulation, lines: simulationLines(simulation) };
  },
});
