import { brandingChanges } from '@cardea/admin';
import { z } from 'zod';
import type { AdminClient } from '../../connect/admin-client.ts';
import { type Fields, pick } from '../fields.ts';
import { defineSection } from '../section.ts';

/** Of the issuer: no client has this id. */
const ISSUER = '*';

/** `#3B5` and `#33bb55` are one colour. */
const colour = z
  .string()
  .transform((given) => given.toLowerCase())
  .transform((given) => given.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'));

/** Base64, as the management shows it. */
const picture = brandingChanges.shape.logo
  .unwrap()
  .unwrap()
  .transform((given) => given.replace(/^data:[^,]*,/, ''));

const schema = brandingChanges.omit({ clientId: true, version: true }).extend({
  client: z.string(),
  name: z.string().optional(),
  accent: colour.optional(),
  logo: picture.optional(),
  darkLogo: picture.optional(),
  signInTexts: z.record(z.string(), z.string()).default({}),
  termsUri: z.string().optional(),
  privacyUri: z.string().optional(),
  helpUri: z.string().optional(),
});

type Looks = Awaited<ReturnType<AdminClient['branding']['show']['query']>>;

const ownerOf = (client: string): { readonly clientId?: string } => (client === ISSUER ? {} : { clientId: client });

const fieldsOf = ({ clientId, logo, darkLogo, ...looks }: Looks): Fields =>
  schema.parse({
    ...pick(looks, Object.keys(schema.shape)),
    client: clientId ?? ISSUER,
    logo: logo?.base64,
    darkLogo: darkLogo?.base64,
  });

export const branding = defineSection({
  name: 'branding',
  what: 'branding of',
  key: 'client',
  schema,
  read: async ({ admin }) => {
    const clients = await admin.branding.listClients.query();
    // The list has no pictures
    const looks = await Promise.all(clients.map(({ clientId }) => admin.branding.show.query({ clientId })));
    const chosen = [await admin.branding.show.query({}), ...looks].filter(({ version }) => version > 0);
    return chosen.map((one) => ({ key: one.clientId ?? ISSUER, version: one.version, fields: fieldsOf(one) }));
  },
  add: async (admin, { client, ...item }) => {
    const { version } = await admin.branding.modify.mutate({ ...item, ...ownerOf(client), version: 0 });
    return { version };
  },
  modify: async (admin, { key, version, changes }) => {
    const input = brandingChanges.parse({ ...changes, ...ownerOf(key), version });
    return { version: (await admin.branding.modify.mutate(input)).version };
  },
  remove: async (admin, key) => {
    await admin.branding.reset.mutate(ownerOf(key));
  },
});
