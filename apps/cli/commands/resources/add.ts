import { defineCommand } from '../../parse/command.ts';
import { text, toggle } from '../../parse/flag.ts';
import { createdScopesNote } from '../../show/once.ts';
import { resourceJson, resourceLines } from '../../show/resource.ts';
import { resourceFlags, uriArgument } from './resource-flags.ts';

export const resourcesAdd = defineCommand({
  name: 'resources add',
  summary: 'Register a resource: an API that takes access tokens.',
  details: [
    'Its tokens are JWTs, which it checks with the published keys; opaque ones can be revoked at once, and the API asks for them by introspection with a client of its own.',
  ],
  args: { uri: uriArgument },
  flags: {
    name: text({ placeholder: 'NAME', doc: 'What it is called; its URI otherwise.' }),
    ...resourceFlags,
    'self-registered': toggle('Let clients that registered themselves have tokens for it too, as MCP clients do.'),
    disable: toggle('Register it switched off.'),
  },
  examples: [
    { line: "resources add https://api.example.com --scope 'files:read files:write'", does: 'An API with two scopes.' },
    {
      line: 'resources add https://pay.example.com --format opaque --introspector pay-api',
      does: 'An API that introspects.',
    },
    {
      line: "resources add https://mcp.example.com/mcp --scope 'notes:read notes:write' --self-registered",
      does: 'An MCP server, for clients that nobody has registered.',
    },
  ],
  run: async ({ args: { uri }, flags, admin }) => {
    const { resource, createdScopes } = await (await admin()).resources.add.mutate({
      uri,
      name: flags.name ?? uri.slice(0, 100),
      tokenFormat: flags.format,
      signingAlgorithm: flags.algorithm ?? undefined,
      scopes: flags.scope,
      introspectors: flags.introspector,
      selfRegistered: flags['self-registered'],
      accessTokenTtlSeconds: flags['token-ttl'] ?? undefined,
      enabled: !flags.disable,
    });
    return {
      data: { ...resourceJson(resource), created_scopes: createdScopes },
      lines: resourceLines(resource),
      notes: createdScopesNote(createdScopes),
    };
  },
});
