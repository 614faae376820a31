import { describe, expect, test } from 'bun:test';
import type { StoredSetting, StoredSettingGuard } from '@cardea/core';
import { aStoredSetting } from '../builders/stored-setting.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const storedSettingsContract = (open: OpenEmpty): void => {
  describe('stored settings', () => {
    const subject = openForGroup(open);
    const commit = (kind: StoredSettingGuard['kind'], setting: StoredSetting) =>
      subject.stores.commit({ guard: { kind, setting }, changes: [] });
    const find = async (name: string) => (await subject.stores.settings.list()).find((one) => one.name === name);

    test('one is stored once under its name, and listed by it', async () => {
      const [b, a] = [aStoredSetting({ name: 'b.one', value: 'é"' }), aStoredSetting({ name: 'a.one', value: '' })];
      expect(await commit('setting.insert', b)).toBe(true);
      expect(await commit('setting.insert', a)).toBe(true);
      expect(await commit('setting.insert', { ...b, value: 'other' })).toBe(false);
      expect((await subject.stores.settings.list()).filter(({ name }) => name.endsWith('.one'))).toEqual([a, b]);
    });

    test('each change is of the version before it, taking back is one, and the version goes on', async () => {
      const first = aStoredSetting({ name: 'versions' });
      await commit('setting.insert', first);
      const second = { ...first, value: 'open', version: 2 };
      expect(await commit('setting.replace', { ...second, version: 3 })).toBe(false);
      expect(await commit('setting.replace', second)).toBe(true);
      expect(await commit('setting.replace', { ...second, value: 'token' })).toBe(false);
      const back = { ...second, value: undefined, version: 3 };
      expect(await commit('setting.replace', back)).toBe(true);
      expect(await find('versions')).toEqual(back);
      expect(await commit('setting.insert', first)).toBe(false);
      expect(await commit('setting.replace', aStoredSetting({ name: 'never', version: 1 }))).toBe(false);
    });

    test('of several who change it at once, one is held (design D5)', async () => {
      const first = aStoredSetting({ name: 'raced' });
      await commit('setting.insert', first);
      const barrier = Promise.withResolvers<void>();
      const rivals = Array.from({ length: 12 }, async (_, index) => {
        await barrier.promise;
        const stores = subject.rivals[index % subject.rivals.length] ?? subject.stores;
        const setting = { ...first, value: String(index), version: 2 };
        return stores.commit({ guard: { kind: 'setting.replace', setting }, changes: [] });
      });
      barrier.resolve();
      const held = await Promise.all(rivals);
      expect(held.filter(Boolean)).toHaveLength(1);
      expect((await find('raced'))?.value).toBe(String(held.indexOf(true)));
    });
  });
};
