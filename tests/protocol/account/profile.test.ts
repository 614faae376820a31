import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { act, browserAtAccount } from '../../harness/account-pages.ts';
import type { PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
});
afterAll(() => cardea.stop());

const profileOf = async (): Promise<Readonly<Record<string, unknown>>> => {
  const { stdout } = await cardea.cli(['users', 'show', alice.username, '--json']);
  return JSON.parse(stdout).claims;
};

const FULL = {
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  middle_name: 'King',
  nickname: 'Ada',
  birthdate: '1815-12-10',
  gender: 'female',
  website: 'https://ada.example/',
  picture: 'https://ada.example/me.png',
  profile: 'https://people.example/ada',
  locale: 'en-GB',
  zoneinfo: 'Europe/London',
  phone_number: '+442071234567',
  street_address: '12 St James’s Square',
  locality: 'London',
  postal_code: 'SW1Y 4JH',
  country: 'United Kingdom',
};

/** The form of the claims: the mail address has one of its own. */
const profileForm = ({ forms }: PageResponse) => forms.find(({ fields }) => 'given_name' in fields);

describe('the profile (OpenID Connect Core §5.1)', () => {
  test('is saved as it is filled in, each claim as it is to be, and shown again', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/profile' });
    const saved = await act(browser, page, { action: 'save', ...FULL });
    expect(saved.status).toBe(303);
    const shown = await browser.follow(saved);
    expect(shown.text).toContain('id="account-notice"');
    expect(profileForm(shown)?.fields).toMatchObject(FULL);
    const { street_address, locality, postal_code, country, ...plain } = FULL;
    expect(await profileOf()).toEqual({ ...plain, address: { street_address, locality, postal_code, country } });
  });

  test('loses what is emptied, and nothing else', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/profile' });
    await act(browser, page, { action: 'save', ...FULL });
    const full = await browser.open(`${cardea.issuer}/account/profile`);
    const emptied = {
      nickname: '',
      phone_number: '  ',
      street_address: '',
      locality: '',
      postal_code: '',
      country: '',
    };
    expect((await act(browser, full, { action: 'save', ...emptied })).status).toBe(303);
    const profile = await profileOf();
    for (const claim of ['nickname', 'phone_number', 'address']) expect(profile).not.toHaveProperty(claim);
    expect(profile).toMatchObject({ name: FULL.name, birthdate: FULL.birthdate });
  });

  test('is not saved where something is wrong: what was typed stays, and what is wrong is said there', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/profile' });
    const before = await profileOf();
    const wrong = {
      birthdate: '1815-13-10',
      website: 'javascript:alert(1)',
      phone_number: '044 123 45 67',
      zoneinfo: 'Europe/Atlantis',
      locale: '"><script>',
      name: 'Ada \u202e Lovelace',
    };
    const refused = await act(browser, page, { action: 'save', ...wrong });
    expect(refused.status).toBe(400);
    for (const claim of Object.keys(wrong)) expect(refused.text).toContain(`id="profile-${claim}-fault"`);
    expect(refused.text.match(/aria-invalid="true"/g)).toHaveLength(Object.keys(wrong).length);
    expect(refused.text).not.toContain('<script>');
    expect(await profileOf()).toEqual(before);
  });

  test('is not saved over a change that was made since it was shown', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/profile' });
    await cardea.cli(['users', 'mod', alice.username, '--name', 'Countess']);
    const refused = await act(browser, page, { action: 'save', name: 'Somebody' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('id="profile-changed"');
    expect(profileForm(refused)?.fields.name).toBe('Countess');
    expect(await profileOf()).toMatchObject({ name: 'Countess' });
  });

  test('says nothing that only Cardea may say', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/profile' });
    const more = { email: 'new@people.example', email_verified: 'true', phone_number_verified: 'true', sub: 'u_1' };
    await act(browser, page, { action: 'save', ...more, phone_number: '+41441234567', state: 'disabled' });
    const { stdout } = await cardea.cli(['users', 'show', alice.username, '--json']);
    const account = JSON.parse(stdout);
    expect(account).toMatchObject({ username: alice.username, email: alice.email, state: 'active' });
    expect(account.claims).toMatchObject({ phone_number: '+41441234567' });
    expect(account.claims).not.toHaveProperty('phone_number_verified');
    expect(account.claims).not.toHaveProperty('email');
  });
});
