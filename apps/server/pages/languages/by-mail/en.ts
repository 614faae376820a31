import type { ByMailMessages } from './messages.ts';

export const byMailInEnglish: ByMailMessages = {
  forgot: {
    link: 'Forgot your password?',
    title: 'Forgot your password?',
    text: 'Tell us who you are. If you have an account with an e-mail address, you get a mail with a link to a new password.',
    login: 'User name or e-mail address',
    submit: 'Send the mail',
    back: 'Back to sign-in',
  },
  register: {
    link: 'Create an account',
    title: 'Create an account',
    text: (place) => `You get a mail with a link. With it you choose a password for ${place}.`,
    email: 'E-mail address',
    submit: 'Send the mail',
    haveAccount: 'I have an account already',
  },
  sent: {
    title: 'Look into your mail',
    text: 'A mail is on its way. Open the link in it, best in this browser.',
    help: 'Nothing there after a few minutes? Look into the spam folder, and check what you typed. For reasons of privacy we do not say here whether there is an account.',
  },
  notAnAddress: 'This is not an e-mail address.',
  verify: {
    title: 'Confirm your e-mail address',
    text: (email) => `Is ${email} your address?`,
    submit: 'Yes, confirm it',
  },
  newEmail: {
    title: 'Confirm your new e-mail address',
    text: (email, person) => `From now on the account of ${person} has the address ${email}.`,
    submit: 'Use this address',
  },
  newPassword: {
    title: 'Choose a new password',
    text: (person) => `For the account of ${person}. You will be signed out everywhere else.`,
    label: 'New password',
    help: 'At least 8 characters. A few words that you make up are easy to remember and hard to guess.',
    submit: 'Save the password',
  },
  createAccount: {
    title: 'Choose a password',
    text: (email) => `Your account has the address ${email}.`,
    submit: 'Create the account',
  },
  done: {
    verify_email: { title: 'Your address is confirmed', text: 'Thank you. You can close this page.' },
    confirm_email: { title: 'Your address is changed', text: 'Mail goes to your new address from now on.' },
    reset_password: {
      title: 'Your password is changed',
      text: 'You were signed out everywhere. Sign in with the new password.',
    },
    register: { title: 'Your account is ready', text: 'You can sign in now.' },
  },
  goOn: 'Sign in',
  code: {
    title: 'Sign in by mail',
    text: 'You get a mail with a code that you type here.',
    link: 'Get a code by mail',
    send: 'Send the code',
    sent: 'If you have an account with an e-mail address, a code is on its way.',
    label: 'Code',
    help: 'Eight digits, valid for ten minutes.',
    submit: 'Sign in',
    again: 'Send another code',
    wrong: 'The code is wrong or too old. Look into the newest mail, or have another one sent.',
  },
  ownEmail: {
    title: 'E-mail address',
    text: 'Another address is used once the link in a mail to it was opened. The old one is told.',
    label: 'New e-mail address',
    submit: 'Send a mail to it',
    verify: 'Send a mail to confirm the address',
  },
};
