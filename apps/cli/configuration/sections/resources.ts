import { newResource, resourceChanges } from '@cardea/admin';
import { z } from 'zod';
import { everyPage } from '../../commands/every-page.ts';
import { pick, stringsOf } from '../fields.ts';
import { defineSection } from '../section.ts';

const texts = z.array(z.string()).readonly().default([]);

const schema = newResource.extend({
  enabled: z.boolean().default(true),
  tokenFormat: z.enum(['opaque', 'jwt']).default('jwt'),
  scopes: texts,
  introspectors: texts,
  selfRegistered: z.boolean().default(false),
});

export const resources = defineSection({
  name: 'resources',
  what: 'resource',
  key: 'uri',
  schema,
  later: ['introspectors'],
  read: async ({ admin }) =>
    (await everyPage((page) => admin.resources.list.query(page))).map((resource) => ({
      key: resource.uri,
      version: resource.version,
      fields: schema.parse(pick(resource, Object.keys(schema.shape))),
    })),
  held: async ({ otherClients }) =>
    new Map(
      (await otherClients()).flatMap((client) =>
        client.resources.map((uri) => [uri, 'a client gets tokens for it that no file has'] as const),
      ),
    ),
  add: async (admin, item) => ({ version: (await admin.resources.add.mutate(item)).resource.version }),
  modify: async (admin, { key, version, changes }) => {
    const input = resourceChanges.parse({ ...changes, uri: key, version });
    return { version: (await admin.resources.modify.mutate(input)).resource.version };
  },
  remove: async (admin, uri) => {
    await admin.resources.remove.mutate({ uri });
  },
  needed: (afterwards) =>
    new Map(
      afterwards('clients').flatMap((client) =>
        [...stringsOf(client.resources), ...stringsOf(client.exchangeTargets)].map(
          (uri) => [uri, `the client ${client.id} names it`] as const,
        ),
      ),
    ),
});
