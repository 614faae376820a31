import type { Page } from 'playwright-core';
import type { Person } from '../../harness/people.ts';

/** Fills in the sign-in page, and sends it. */
export const signIn = async (
  page: Page,
  { username, password }: Pick<Person, 'username' | 'password'>,
): Promise<void> => {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('#login-submit');
};
