import { defineCommand } from '../../parse/command.ts';
import { resourceJson, resourceLines } from '../../show/resource.ts';
import { uriArgument } from './resource-flags.ts';

export const resourcesShow = defineCommand({
  name: 'resources show',
  summary: 'Show a resource.',
  args: { uri: uriArgument },
  flags: {},
  examples: [{ line: 'resources show https://api.example.com', does: 'Everything registered of an API.' }],
  run: async ({ args: { uri }, admin }) => {
    const resource = await (await admin()).resources.show.query({ uri });
    return { data: resourceJson(resource), lines: resourceLines(resource) };
  },
});
