import { identityProviderChanges, newIdentityProvider } from '@cardea/admin';
import { z } from 'zod';
import { everyPage } from '../../commands/every-page.ts';
import { pick } from '../fields.ts';
import { defineSection, secretSource } from '../section.ts';

const texts = z.array(z.string()).readonly();
const no = z.boolean().default(false);
const { shape } = newIdentityProvider;

const schema = newIdentityProvider.omit({ clientSecret: true }).extend({
  id: z.string(),
  name: z.string(),
  authMethod: shape.authMethod.unwrap(),
  scopes: texts,
  clientSecret: secretSource.optional(),
  enabled: z.boolean().default(true),
  trustsEmail: no,
  trustsFactors: no,
  matchBy: shape.matchBy.unwrap().default('identifier'),
  onMatch: shape.onMatch.unwrap().default('deny'),
  onNoMatch: shape.onNoMatch.unwrap().default('create'),
  allowedDomains: texts.default([]),
  refreshProfile: no,
});

const variableOf = (id: string): string => `PROVIDER_${id.replaceAll('-', '_').toUpperCase()}_SECRET`;

export const identityProviders = defineSection({
  name: 'identityProviders',
  what: 'identity provider',
  key: 'id',
  schema,
  secrets: ['clientSecret'],
  asksSecretAgain: ['authMethod'],
  fixed: ['issuer', 'preset'],
  // That of the buttons
  sorted: false,
  read: async ({ admin }) =>
    (await everyPage((page) => admin.identityProviders.list.query(page))).map((provider) => ({
      key: provider.id,
      version: provider.version,
      fields: schema.parse(pick(provider, Object.keys(schema.shape))),
      secrets: provider.hasSecret ? { clientSecret: { env: variableOf(provider.id) } } : undefined,
    })),
  add: async (admin, { clientSecret: _, ...item }, { clientSecret }) => {
    const secret = clientSecret === undefined ? {} : { clientSecret };
    return { version: (await admin.identityProviders.add.mutate({ ...item, ...secret })).version };
  },
  modify: async (admin, { key, version, changes }, secrets) => {
    const input = identityProviderChanges.parse({ ...changes, ...secrets, id: key, version });
    return { version: (await admin.identityProviders.modify.mutate(input)).version };
  },
  remove: async (admin, id) => {
    await admin.identityProviders.remove.mutate({ id });
  },
});
