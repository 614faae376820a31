import { describe, expect, test } from 'bun:test';
import { aLogo } from '@cardea/testkit';
import { adminFixture, refusalOf } from '../admin.fixture.ts';

const { base64: PICTURE } = aLogo();
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
const pngOf = (width: number, height: number, bytes = 100): string => {
  const png = Buffer.alloc(bytes);
  Buffer.from(PICTURE, 'base64').copy(png, 0, 0, 33);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png.toString('base64');
};

describe('branding', () => {
  test('of the issuer is chosen bit by bit, kept until it is taken away, and written down with each change', async () => {
    const { admin, audit } = await adminFixture();
    expect(await admin.branding.show({})).toEqual({ version: 0, signInTexts: {}, updatedAt: 0 });
    const first = await admin.branding.modify({
      name: 'Example',
      accent: '#3B5',
      logo: `data:image/svg+xml;base64,${PICTURE}`,
    });
    expect(first).toMatchObject({
      version: 1,
      name: 'Example',
      accent: '#33bb55',
      // What a picture calls itself does not count
      logo: { type: 'image/png', width: 1, height: 1, base64: PICTURE },
    });
    const texts = { '*': 'Welcome\nto all', de: 'Willkommen' };
    const second = await admin.branding.modify({
      version: 1,
      name: null,
      signInTexts: texts,
      helpUri: 'https://e.example',
    });
    expect(second).toMatchObject({ version: 2, accent: '#33bb55', signInTexts: texts, helpUri: 'https://e.example' });
    expect(second.name).toBeUndefined();
    expect(await admin.branding.show({})).toEqual(second);
    expect(await admin.branding.modify({ accent: '#33BB55' })).toEqual(second);
    await admin.branding.reset({ version: 2 });
    await admin.branding.reset({});
    expect(await admin.branding.show({})).toEqual({ version: 0, signInTexts: {}, updatedAt: 0 });
    const entries = await audit();
    expect(entries.map(({ action, target, detail }) => [action, target, detail])).toEqual([
      ['branding.updated', 'issuer', { changed: ['name', 'accent', 'logo'] }],
      ['branding.updated', 'issuer', { changed: ['signInTexts', 'name', 'helpUri'] }],
      ['branding.reset', 'issuer', undefined],
    ]);
    expect(JSON.stringify(entries)).not.toContain(PICTURE);
  });

  test('of a client is apart from that of the issuer, and is of a client that exists', async () => {
    const { admin, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const { id: clientId } = client;
    await admin.branding.modify({ name: 'Issuer' });
    expect(await admin.branding.modify({ clientId, accent: '#102030', logo: PICTURE })).toMatchObject({
      clientId,
      version: 1,
    });
    expect((await admin.branding.show({})).accent).toBeUndefined();
    const [listed, ...more] = await admin.branding.listClients();
    expect([listed, more]).toEqual([expect.objectContaining({ clientId, accent: '#102030' }), []]);
    expect(listed).not.toHaveProperty('logo');
    const before = (await audit()).length;
    for (const unknown of ['c_nobody', '']) {
      expect((await refusalOf(admin.branding.show({ clientId: unknown }))).code).toBe('client.not_found');
      expect((await refusalOf(admin.branding.modify({ clientId: unknown, name: 'x' }))).code).toBe('client.not_found');
      expect((await refusalOf(admin.branding.reset({ clientId: unknown }))).code).toBe('client.not_found');
    }
    expect(await audit()).toHaveLength(before);
    await admin.clients.remove({ id: clientId });
    expect(await admin.branding.listClients()).toEqual([]);
    expect((await admin.branding.show({})).name).toBe('Issuer');
  });

  test('that somebody else has changed meanwhile is not overwritten', async () => {
    const { admin, between, audit } = await adminFixture();
    await admin.branding.modify({ version: 0, name: 'First' });
    expect((await refusalOf(admin.branding.modify({ version: 0, name: 'Second' }))).code).toBe('branding.conflict');
    expect((await refusalOf(admin.branding.reset({ version: 2 }))).code).toBe('branding.conflict');
    between(() => admin.branding.modify({ name: 'Other' }));
    expect((await refusalOf(admin.branding.modify({ name: 'Mine' }))).code).toBe('branding.conflict');
    expect((await admin.branding.show({})).name).toBe('Other');
    expect(await audit()).toHaveLength(2);
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ accent: 'red' }, 'accent'],
    [{ accent: '#12345' }, 'accent'],
    [{ accent: '#123456;} body{background:url(https://evil.example)' }, 'accent'],
    [{ accent: '\n#123456' }, 'accent'],
    [{ logo: '' }, 'logo'],
    [{ logo: 'https://evil.example/logo.png' }, 'logo'],
    [{ logo: SVG }, 'logo'],
    [{ darkLogo: `data:image/png;base64,${SVG}` }, 'darkLogo'],
    [{ logo: pngOf(2049, 1) }, 'logo'],
    [{ logo: pngOf(10, 10, 64 * 1024 + 1) }, 'logo'],
    [{ signInTexts: { '*': '' } }, 'signInTexts'],
    [{ signInTexts: { '*': 'x'.repeat(501) } }, 'signInTexts'],
    [{ signInTexts: { deutsch: 'Hallo' } }, 'signInTexts'],
    [{ signInTexts: { en: 'a\u0000' } }, 'signInTexts'],
    [{ termsUri: 'http://e.example' }, 'termsUri'],
    [{ privacyUri: 'javascript:alert(1)' }, 'privacyUri'],
    [{ helpUri: 'https://a:b@e.example' }, 'helpUri'],
  ])('refuses %j by its field', async (changes, field) => {
    const { admin, audit } = await adminFixture();
    expect(await refusalOf(admin.branding.modify(changes))).toMatchObject({ code: 'branding.invalid', field });
    expect((await admin.branding.show({})).version).toBe(0);
    expect(await audit()).toEqual([]);
  });

  test('takes the largest picture there may be', async () => {
    const { admin } = await adminFixture();
    const { logo } = await admin.branding.modify({ logo: pngOf(2048, 2048, 64 * 1024) });
    expect(logo).toMatchObject({ width: 2048, height: 2048 });
  });
});
