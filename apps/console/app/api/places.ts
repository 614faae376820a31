/** The path of the console under its origin, with a slash at its end: the script lies in its `assets`. */
export const CONSOLE_ROOT = new URL('..', import.meta.url).pathname;

/** Where the person is, as the sign-in leads back to it. */
const here = (): string => {
  const path = location.pathname.slice(CONSOLE_ROOT.length - 1) || '/';
  return path.startsWith('/signed-out') ? '/' : path + location.search;
};

/** Leaves for the sign-in, and comes back to where the person is now. */
export const goSignIn = (wish: { readonly step_up?: 'true'; readonly switch?: 'true' } = {}): void =>
  location.assign(`${CONSOLE_ROOT}sign-in?${new URLSearchParams({ to: here(), ...wish })}`);
