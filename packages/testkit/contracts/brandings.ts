import { describe, expect, test } from 'bun:test';
import { type Branding, ISSUER_BRANDING, type Unit } from '@cardea/core';
import { aBranding, aLogo } from '../builders/branding.ts';
import { aClient } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const RIVALS = 12;

export const brandingsContract = (open: OpenEmpty): void => {
  describe('brandings', () => {
    const subject = openForGroup(open);
    const decide = (guard: NonNullable<Unit['guard']>): Promise<boolean> =>
      subject.stores.commit({ guard, changes: [] });
    const find = (owner: string): Promise<Branding | undefined> => subject.stores.brandings.find(owner);
    const addClient = async () => {
      const client = aClient();
      expect(await decide({ kind: 'client.insert', client })).toBe(true);
      return client;
    };

    test('are found as they were made, seen by who made them at once, and changed by their next version alone', async () => {
      const { id: owner } = await addClient();
      const made = aBranding({
        owner,
        logo: aLogo(),
        darkLogo: aLogo({ type: 'image/webp' }),
        helpUri: 'https://h.example',
      });
      expect(await find(owner)).toBeUndefined();
      expect(await decide({ kind: 'branding.replace', branding: made })).toBe(false);
      expect(await decide({ kind: 'branding.insert', branding: made })).toBe(true);
      expect(await decide({ kind: 'branding.insert', branding: { ...made, name: 'again' } })).toBe(false);
      expect(await find(owner)).toEqual(made);
      const next = aBranding({ owner, version: 2, name: undefined, signInTexts: {} });
      expect(await decide({ kind: 'branding.replace', branding: { ...next, version: 3 } })).toBe(false);
      expect(await decide({ kind: 'branding.replace', branding: next })).toBe(true);
      expect(await find(owner)).toEqual(next);
      expect(await subject.stores.brandings.findFresh(owner)).toEqual(next);
    });

    test('are removed at the version that was looked at, once', async () => {
      expect(await decide({ kind: 'branding.insert', branding: aBranding() })).toBe(true);
      const gone = { kind: 'branding.delete', owner: ISSUER_BRANDING } as const;
      expect(await decide({ ...gone, version: 2 })).toBe(false);
      expect((await subject.stores.brandings.list())[0]?.owner).toBe(ISSUER_BRANDING);
      expect(await decide({ ...gone, version: 1 })).toBe(true);
      expect(await decide({ ...gone, version: 1 })).toBe(false);
      expect(await find(ISSUER_BRANDING)).toBeUndefined();
    });

    test('are of a client that is there, and go with it', async () => {
      expect(await decide({ kind: 'branding.insert', branding: aBranding({ owner: 'nobody' }) })).toBe(false);
      const [{ id }, { id: other }] = [await addClient(), await addClient()];
      for (const owner of [id, other]) await decide({ kind: 'branding.insert', branding: aBranding({ owner }) });
      expect(await decide({ kind: 'client.delete', id })).toBe(true);
      expect(await find(id)).toBeUndefined();
      expect((await subject.stores.brandings.list()).map(({ owner }) => owner)).not.toContain(id);
      expect(await find(other)).toBeDefined();
    });

    test('are changed by one of twelve who looked at the same version', async () => {
      const { id: owner } = await addClient();
      await decide({ kind: 'branding.insert', branding: aBranding({ owner }) });
      const held = await Promise.all(
        Array.from({ length: RIVALS }, (_, runner) =>
          (subject.rivals[runner % subject.rivals.length] ?? subject.stores).commit({
            guard: { kind: 'branding.replace', branding: aBranding({ owner, version: 2, name: `Number ${runner}` }) },
            changes: [],
          }),
        ),
      );
      expect(held.filter(Boolean)).toHaveLength(1);
    });
  });
};
