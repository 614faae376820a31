import { goSignIn } from '../api/places.ts';
import { signOut } from '../api/session.ts';
import { places } from './navigation.tsx';
import { applyTheme, themes } from './theme.ts';

export interface Command {
  readonly label: string;
  /** What else people call it. */
  readonly words?: string;
  /** Where it leads, with what the address says there. */
  readonly to?: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly hash?: string;
  /** What it does at once. */
  readonly run?: () => void;
}

const actions: readonly Command[] = [
  { label: 'Register a client', words: 'new add application', to: '/clients/new' },
  { label: 'Add a user', words: 'new person account', to: '/users/new' },
  { label: 'Register a resource', words: 'new add api', to: '/resources', hash: 'add' },
  { label: 'Register a scope', words: 'new add', to: '/scopes', hash: 'add' },
  { label: 'Add an identity provider', words: 'new google github sign in', to: '/identity-providers', hash: 'add' },
  { label: 'Trust an issuer', words: 'new add assertions', to: '/trusted-issuers', hash: 'add' },
  { label: 'Make an initial access token', words: 'new add registration', to: '/registration-tokens', hash: 'add' },
  { label: 'Rotate the signing keys', words: 'jwks', to: '/keys' },
  { label: 'Whose token is it?', words: 'find inspect revoke', to: '/tokens', hash: 'find' },
  { label: 'Why was a request refused?', words: 'explain error', to: '/explain' },
  { label: 'Dry run of a request', words: 'simulate test explain', to: '/explain/dry-run' },
  { label: 'Sign somebody out', words: 'sessions end', to: '/sessions' },
  { label: 'Verify the audit', words: 'whole altered', to: '/audit', hash: 'verify' },
  { label: 'Confirm that it is you', words: 'step up second factor', run: () => goSignIn({ step_up: 'true' }) },
  { label: 'Sign in as somebody else', words: 'switch account', run: () => goSignIn({ switch: 'true' }) },
  { label: 'Sign out', words: 'leave', run: () => void signOut() },
];

const colours: readonly Command[] = themes.map((theme) => ({
  label: `Colours: ${theme}`,
  words: 'theme dark light',
  run: () => applyTheme(theme),
}));

const commands: readonly Command[] = [...places.map(({ to, label }) => ({ to, label })), ...actions, ...colours];

/** Everything that the words of a text speak of. */
export const commandsFor = (text: string): readonly Command[] => {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, words = '' }) => {
    const said = `${label} ${words}`.toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
};
