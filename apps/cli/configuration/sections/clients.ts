import { clientChanges, newClient } from '@cardea/admin';
import { z } from 'zod';
import { type Fields, pick, stringsOf } from '../fields.ts';
import { jwkSet, shownKeys } from '../jwk-set.ts';
import { defineSection, secretSource } from '../section.ts';

const texts = z.array(z.string()).readonly().default([]);
const no = z.boolean().default(false);

/** Settings without a line here have no value where they are left out. */
const schema = newClient.omit({ secret: true }).extend({
  id: z.string(),
  secret: secretSource.optional(),
  jwks: jwkSet.optional(),
  grantTypes: z.array(z.string()).readonly(),
  enabled: z.boolean().default(true),
  authMethod: newClient.shape.authMethod.unwrap().default('client_secret_basic'),
  scopes: texts,
  resources: texts,
  redirectUris: texts,
  applicationType: newClient.shape.applicationType.unwrap().default('web'),
  requirePkce: z.boolean().default(true),
  consent: newClient.shape.consent.unwrap().default('remembered'),
  responseTypes: newClient.shape.responseTypes.unwrap().default(['code']),
  dpopBoundAccessTokens: no,
  requirePushedRequests: no,
  requireSignedRequestObject: no,
  requestUris: texts,
  postLogoutRedirectUris: texts,
  subjectType: newClient.shape.subjectType.unwrap().default('public'),
});

/** The method forgets the algorithm of the old one, unless it is named again. */
const withMethod = (changes: Fields): Fields =>
  'authMethod' in changes && !('assertionAlgorithm' in changes) ? { ...changes, assertionAlgorithm: null } : changes;

export const clients = defineSection({
  name: 'clients',
  what: 'client',
  key: 'id',
  schema,
  secrets: ['secret'],
  asksSecretAgain: ['authMethod'],
  read: async ({ ownClients }) =>
    (await ownClients()).map((client) => ({
      key: client.id,
      version: client.version,
      fields: schema.parse({ ...pick(client, Object.keys(schema.shape)), jwks: shownKeys(client.jwks) }),
    })),
  add: async (admin, { secret: _, ...item }, { secret }) => {
    const made = await admin.clients.add.mutate({ ...item, ...(secret === undefined ? {} : { secret }) });
    return { version: made.client.version, secret: made.secret };
  },
  modify: async (admin, { key: id, version, changes }, { secret }) => {
    const input = clientChanges.parse({ ...withMethod(changes), id, version });
    const { client, secret: made } = await admin.clients.modify.mutate(input);
    if (made === undefined || secret === undefined) return { version: client.version, secret: made };
    const reset = await admin.clients.resetSecret.mutate({ id, secret });
    return { version: reset.client.version };
  },
  remove: async (admin, id) => {
    await admin.clients.remove.mutate({ id });
  },
  needed: (afterwards) =>
    new Map([
      ...afterwards('resources').flatMap((resource) =>
        stringsOf(resource.introspectors).map((id) => [id, `it is a resource server of ${resource.uri}`] as const),
      ),
      ...afterwards('trustedIssuers').flatMap((issuer) =>
        stringsOf(issuer.clients).map((id) => [id, `the trusted issuer ${issuer.issuer} names it`] as const),
      ),
    ]),
});
