import { describe, expect, test } from 'bun:test';
import { type Branding, DatabaseUnavailable, ISSUER_BRANDING, type Stores } from '@cardea/core';
import { aBranding, aLogo } from '@cardea/testkit';
import { Brands } from './brands.ts';

const SETTINGS = { issuer: 'https://id.example/path' };

/** A store with these rows, until it is down. */
const storeOf = (...rows: readonly Branding[]) => {
  const state = { isDown: false, asked: 0 };
  const find = async (owner: string) => {
    state.asked++;
    if (state.isDown) throw new DatabaseUnavailable('it does not answer');
    return rows.find((row) => row.owner === owner);
  };
  const stores: Pick<Stores, 'brandings'> = { brandings: { find, findFresh: find, list: async () => rows } };
  return { state, brands: new Brands(stores, SETTINGS) };
};

describe('what pages look like', () => {
  test('is as it came where nobody has chosen anything', async () => {
    const { brands } = storeOf();
    expect(await brands.find()).toMatchObject({
      name: 'id.example',
      host: 'id.example',
      logo: undefined,
      accent: undefined,
    });
  });

  test('of a client is what was chosen for it, and else as the issuer has it; pictures are not mixed', async () => {
    const issuer = aBranding({ name: 'Issuer', helpUri: 'https://help.example', logo: aLogo(), darkLogo: aLogo() });
    const own = aBranding({
      owner: 'c',
      name: undefined,
      accent: '#102030',
      logo: aLogo({ hash: 'x' }),
      signInTexts: { de: 'Hallo' },
    });
    const { brands } = storeOf(issuer, own);
    const brand = await brands.find('c');
    expect(brand).toMatchObject({ name: 'Issuer', helpUrl: 'https://help.example', accent: { colour: '#102030' } });
    expect(brand.signInTexts).toEqual({ '*': 'Welcome', de: 'Hallo' });
    expect([brand.logo?.url, brand.logo?.darkUrl]).toEqual(['/assets/logo?of=c&on=light&v=x', undefined]);
    expect((await brands.find('another')).accent?.colour).toBe('#3b5bdb');
  });

  test.each([
    [100, 50, false],
    [101, 50, true],
  ])('a logo of %i by %i pixels stands for the name too: %p', async (width, height, isWordmark) => {
    const { brands } = storeOf(aBranding({ logo: aLogo({ width, height }) }));
    expect((await brands.find()).logo?.isWordmark).toBe(isWordmark);
  });

  test('stays as it last was while the database does not answer, and is then not asked for where nothing is to be had', async () => {
    const { brands, state } = storeOf(aBranding({ owner: ISSUER_BRANDING, name: 'Known' }));
    await brands.find('c');
    state.isDown = true;
    expect((await brands.find('c')).name).toBe('Known');
    const { asked } = state;
    expect(brands.last().name).toBe('Known');
    expect(state.asked).toBe(asked);
  });

  test('a defect is no outage', async () => {
    const find = () => Promise.reject(new TypeError('a defect'));
    const brands = new Brands({ brandings: { find, findFresh: find, list: async () => [] } }, SETTINGS);
    expect(brands.find()).rejects.toThrow('a defect');
  });
});
