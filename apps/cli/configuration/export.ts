import type { AdminClient } from '../connect/admin-client.ts';
import { makeDocument } from './document.ts';
import type { Fields } from './fields.ts';
import type { Existing, Section } from './section.ts';
import { sections } from './sections.ts';
import { createServerReading } from './server-reading.ts';

const byKey = (a: Existing, b: Existing): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** What is there of some sections, without anything secret, and without what changes by itself. */
export const exportConfiguration = async (admin: AdminClient, only: readonly string[] | undefined): Promise<Fields> => {
  const server = createServerReading(admin);
  const things = new Map<Section, readonly Fields[]>();
  for (const section of sections.filter(({ name }) => only?.includes(name) ?? true)) {
    const existing = await section.read(server);
    const ordered = section.sorted ? existing.toSorted(byKey) : existing;
    things.set(
      section,
      // Which one it is comes first, for whoever reads it
      ordered.map(({ key, fields, secrets }) => ({ [section.key]: key, ...fields, ...secrets })),
    );
  }
  return makeDocument(things);
};
