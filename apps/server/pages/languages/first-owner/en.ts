import type { FirstOwnerMessages } from './messages.ts';

export const firstOwnerInEnglish: FirstOwnerMessages = {
  title: 'Welcome to your server',
  text: (place) =>
    `You are the first to come here: the account that you make owns ${place} and manages it. The link works once.`,
  username: 'User name',
  email: 'E-mail address (may be left empty)',
  emailHelp: 'You can sign in with it, and get a new password by mail.',
  password: 'Password',
  passwordHelp: 'At least 8 characters. A few words that you make up are easy to remember and hard to guess.',
  submit: 'Create the owner',
  faults: {
    username: 'This user name cannot be used. Take one without spaces at its ends, of at most 100 characters.',
    email: 'This is not an e-mail address.',
    taken: 'Somebody has this user name or e-mail address already. Take another.',
  },
  done: { title: 'The server is yours', text: 'The account was made. Sign in with it.', goOn: 'To the console' },
};
