import { defineCommand } from '../../parse/command.ts';
import { toggle, wordList } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';

export const configurationExport = defineCommand({
  name: 'export',
  summary: 'Write down the configuration: scopes, resources, clients, providers, issuers, branding, settings.',
  details: [
    'The file holds no secret, and neither people nor keys. Clients that registered themselves are not in it. What was exported and is applied again changes nothing.',
  ],
  args: {},
  flags: {
    section: wordList({ placeholder: 'NAME', doc: 'This section alone: scopes, resources, clients, …; repeatable.' }),
    schema: toggle('The format as a JSON Schema instead, for editors.'),
  },
  examples: [
    { line: 'export', does: 'Everything; a shell puts it into a file with > cardea.json.' },
    { line: 'export --section clients --section scopes', does: 'Two sections of it.' },
    { line: 'export --schema', does: 'What an editor completes and checks the file with.' },
  ],
  run: async ({ flags, admin }) => {
    // Loaded for the commands that need it: a server does not.
    const { documentSchema } = await import('../../configuration/document.ts');
    const { exportConfiguration } = await import('../../configuration/export.ts');
    const { sections } = await import('../../configuration/sections.ts');
    const names = sections.map(({ name }) => name);
    const unknown = flags.section?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new UsageError(`there is no section ${unknown}`, `There are: ${names.join(', ')}`);
    const data = flags.schema ? documentSchema() : await exportConfiguration(await admin(), flags.section);
    return { data, lines: [JSON.stringify(data, undefined, 2)] };
  },
});
