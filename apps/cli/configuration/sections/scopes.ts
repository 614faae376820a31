import { scopeChanges } from '@cardea/admin';
import { isAdminScope } from '@cardea/protocol';
import { z } from 'zod';
import { everyPage } from '../../commands/every-page.ts';
import { stringsOf } from '../fields.ts';
import { defineSection } from '../section.ts';

const schema = scopeChanges.extend({
  description: z.string().default(''),
  claims: z.array(z.string()).readonly().default([]),
});

export const scopes = defineSection({
  name: 'scopes',
  what: 'scope',
  key: 'name',
  schema,
  read: async ({ admin }) =>
    (await everyPage((page) => admin.scopes.list.query(page))).map((scope) => ({
      key: scope.name,
      version: undefined,
      fields: schema.parse(scope),
    })),
  held: async ({ admin, otherClients }) => {
    const all = await everyPage((page) => admin.scopes.list.query(page));
    return new Map([
      ...(await otherClients()).flatMap((client) =>
        client.scopes.map((scope) => [scope, 'a client names it that no file has'] as const),
      ),
      ...all.flatMap(({ name }) => (isAdminScope(name) ? [[name, 'it administers Cardea itself'] as const] : [])),
    ]);
  },
  add: async (admin, item) => {
    await admin.scopes.add.mutate(item);
    return {};
  },
  modify: async (admin, { key, changes }) => {
    await admin.scopes.modify.mutate(scopeChanges.parse({ ...changes, name: key }));
    return {};
  },
  remove: async (admin, name) => {
    await admin.scopes.remove.mutate({ name });
  },
  needed: (afterwards) =>
    new Map(
      [...afterwards('clients'), ...afterwards('resources')].flatMap((thing) =>
        stringsOf(thing.scopes).map((scope) => [scope, `${thing.name} names it`] as const),
      ),
    ),
});
