/** What a setting that can be changed here is called; the rest go by their names. */
const labels: Readonly<Record<string, string>> = {
  'registration.mode': 'Clients that register themselves',
  sign_up: 'People who sign up',
  email_codes: 'Sign-in with a code by mail',
  'factors.policy': 'Second factor',
  session_idle: 'Signed in without use',
  session_max: 'Signed in at most',
  fresh_sign_in: 'A sign-in is fresh for',
  access_token_ttl: 'Life of an access token',
  refresh_idle: 'Refresh token without use',
  refresh_max: 'Refresh tokens at most',
};

const choices: Readonly<Record<string, string>> = {
  off: 'Nobody',
  token: 'With an initial access token',
  open: 'Anybody',
  verified_email: 'With a verified e-mail address',
  true: 'On',
  false: 'Off',
  one_factor: 'Asked of those who have one',
  two_factors: 'Needed by everybody',
};

export const labelOf = (name: string): string => labels[name] ?? name;
export const choiceLabel = (value: string): string => choices[value] ?? value;
