import { describe, expect, test } from 'bun:test';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';

const MODE = 'registration.mode';

describe('settings', () => {
  test('all are told with who said so; of a secret only that it is set', async () => {
    const { admin, audit } = await adminFixture();
    const { items } = await admin.settings.list();
    expect(items.map(({ name, source, value, isStorable }) => [name, source, value, isStorable])).toEqual([
      [MODE, 'default', 'off', true],
      ['session_idle', 'environment', '7d', true],
      ['session_max', 'file', '30d', true],
      ['issuer', 'environment', 'https://id.example', false],
      ['smtp.password', 'environment', undefined, false],
    ]);
    expect(items.at(-1)).toMatchObject({ isSecret: true, isSet: true });
    const first = await admin.settings.list({ limit: 3 });
    const rest = await admin.settings.list({ limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual([...items]);
    expect(rest.nextCursor).toBeUndefined();
    expect(await admin.settings.get({ name: 'CARDEA_ISSUER' })).toEqual(items[3] ?? expect.unreachable());
    expect(await audit()).toEqual([]);
  });

  test('one is stored, holds at once, and is taken back; each change is in the audit', async () => {
    const { admin, audit, stores } = await adminFixture();
    const open = await admin.settings.set({ name: MODE, value: 'open' });
    expect(open).toMatchObject({ source: 'stored', value: 'open', version: 1, changedAt: NOW });
    expect(await admin.settings.set({ name: MODE, value: 'token', version: 1 })).toMatchObject({ version: 2 });
    const back = await admin.settings.reset({ name: MODE, version: 2 });
    expect(back).toMatchObject({ source: 'default', value: 'off', version: 3 });
    expect(await stores.settings.list()).toEqual([{ name: MODE, value: undefined, version: 3, updatedAt: NOW }]);
    expect((await audit()).map(({ action, target, actor, detail }) => [action, target, actor.id, detail])).toEqual([
      ['setting.changed', MODE, 'ada', { before: undefined, after: 'open' }],
      ['setting.changed', MODE, 'ada', { before: 'open', after: 'token' }],
      ['setting.reset', MODE, 'ada', { before: 'token', after: undefined }],
    ]);
  });

  test('what another server stored is seen with its version, though this one has not looked since', async () => {
    const { admin, audit, stores } = await adminFixture();
    const setting = { name: MODE, value: 'token', version: 1, updatedAt: NOW };
    await stores.commit({ guard: { kind: 'setting.insert', setting }, changes: [] });
    expect(await admin.settings.get({ name: MODE })).toMatchObject({ source: 'stored', value: 'token', version: 1 });
    await stores.commit({
      guard: { kind: 'setting.replace', setting: { ...setting, value: 'open', version: 2 } },
      changes: [],
    });
    await admin.settings.set({ name: MODE, value: 'off' });
    expect((await audit()).map(({ detail }) => detail)).toEqual([{ before: 'open', after: 'off' }]);
  });

  test('what changes nothing writes nothing', async () => {
    const { admin, audit } = await adminFixture();
    await admin.settings.reset({ name: MODE });
    await admin.settings.set({ name: MODE, value: 'open' });
    const before = (await audit()).length;
    expect(await admin.settings.set({ name: MODE, value: 'open', version: 1 })).toMatchObject({ version: 1 });
    expect((await audit()).length).toBe(before);
  });

  test('what the operator has set is locked, what opens the server is fixed, and neither is written', async () => {
    const { admin, audit, stores } = await adminFixture();
    const code = async (name: string, value = 'x') => (await refusalOf(admin.settings.set({ name, value }))).code;
    expect(await code('session_idle')).toBe('setting.locked');
    expect(await code('session_max')).toBe('setting.locked');
    for (const name of ['issuer', 'smtp.password', 'CARDEA_ISSUER']) expect(await code(name)).toBe('setting.fixed');
    for (const name of ['', 'nothing', '__proto__', "' or 1=1 --"]) expect(await code(name)).toBe('setting.not_found');
    expect(await refusalOf(admin.settings.set({ name: MODE, value: 'wide open' }))).toMatchObject({
      code: 'setting.invalid',
      field: MODE,
      message: expect.stringContaining('is not one of off, token, open'),
    });
    expect(await stores.settings.list()).toEqual([]);
    expect(await audit()).toEqual([]);
  });

  test('a change of an older version, or one that somebody else was quicker with, is a conflict (S111)', async () => {
    const { admin, between, stores } = await adminFixture();
    await admin.settings.set({ name: MODE, value: 'open' });
    expect((await refusalOf(admin.settings.set({ name: MODE, value: 'token', version: 0 }))).code).toBe(
      'setting.conflict',
    );
    expect((await refusalOf(admin.settings.reset({ name: MODE, version: 7 }))).code).toBe('setting.conflict');
    const setting = { name: MODE, value: 'off', version: 2, updatedAt: NOW };
    between(() => stores.commit({ guard: { kind: 'setting.replace', setting }, changes: [] }));
    expect((await refusalOf(admin.settings.set({ name: MODE, value: 'token' }))).code).toBe('setting.conflict');
    expect(await stores.settings.list()).toEqual([setting]);
  });
});
