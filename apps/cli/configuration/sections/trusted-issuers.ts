import { newTrustedIssuer, trustedIssuerChanges } from '@cardea/admin';
import { z } from 'zod';
import { everyPage } from '../../commands/every-page.ts';
import { pick } from '../fields.ts';
import { jwkSet, shownKeys } from '../jwk-set.ts';
import { defineSection } from '../section.ts';

const texts = z.array(z.string()).readonly();

const schema = newTrustedIssuer.extend({
  jwks: jwkSet.optional(),
  enabled: z.boolean().default(true),
  algorithms: texts.default(['ES256', 'EdDSA', 'RS256', 'PS256']),
  assertionType: newTrustedIssuer.shape.assertionType.unwrap().default('jwt'),
  subjects: newTrustedIssuer.shape.subjects.unwrap(),
  scopes: texts.default([]),
  clients: texts.default([]),
});

export const trustedIssuers = defineSection({
  name: 'trustedIssuers',
  what: 'trusted issuer',
  key: 'issuer',
  schema,
  read: async ({ admin }) =>
    (await everyPage((page) => admin.trustedIssuers.list.query(page))).map((trusted) => ({
      key: trusted.issuer,
      version: trusted.version,
      fields: schema.parse({ ...pick(trusted, Object.keys(schema.shape)), jwks: shownKeys(trusted.jwks) }),
    })),
  add: async (admin, item) => ({ version: (await admin.trustedIssuers.add.mutate(item)).version }),
  modify: async (admin, { key, version, changes }) => {
    const input = trustedIssuerChanges.parse({ ...changes, issuer: key, version });
    return { version: (await admin.trustedIssuers.modify.mutate(input)).version };
  },
  remove: async (admin, issuer) => {
    await admin.trustedIssuers.remove.mutate({ issuer });
  },
});
