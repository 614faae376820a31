import type { MailWords } from './mail-words.ts';

const ignore = 'If it was not you, do nothing: without this link nothing happens.';

export const en: MailWords = {
  mails: {
    verify_email: {
      subject: (place) => `Confirm your e-mail address for ${place}`,
      text: (place) => `Please confirm that this is the e-mail address of your account at ${place}.`,
      action: 'Confirm the address',
      otherwise: ignore,
    },
    reset_password: {
      subject: (place) => `Choose a new password for ${place}`,
      text: (place) => `Somebody, probably you, wants a new password for your account at ${place}.`,
      action: 'Choose a new password',
      otherwise: 'If it was not you, do nothing: your password stays as it is.',
    },
    password_changed: {
      subject: (place) => `Your password for ${place} was changed`,
      text: (place) =>
        `The password of your account at ${place} has just been changed. You were signed out everywhere.`,
      otherwise: 'If it was not you, choose a new password at once: “Forgot your password?” on the sign-in page.',
    },
    factors_changed: {
      subject: (place) => `How you sign in to ${place} was changed`,
      text: (place) =>
        `A passkey, an authenticator app or the recovery codes of your account at ${place} have just been changed.`,
      otherwise:
        'If it was not you, choose a new password at once, and look at the ways to sign in on your account page.',
    },
    deletion_scheduled: {
      subject: (place) => `Your account at ${place} will be deleted`,
      text: (place, date) =>
        `Your account at ${place} has been ended, and you are signed out everywhere. On ${date} it is deleted with everything in it. Until then, signing in keeps it.`,
      otherwise: 'If it was not you, sign in before that day, keep the account, and choose a new password at once.',
    },
    recovery_code_used: {
      subject: (place) => `A recovery code was used at ${place}`,
      text: (place) =>
        `Somebody, probably you, has just signed in to your account at ${place} with your password and a recovery code. That code works no more; the others do.`,
      otherwise: 'If it was not you, choose a new password at once, and make new recovery codes on your account page.',
    },
    register: {
      subject: (place) => `Finish creating your account at ${place}`,
      text: (place) => `Please confirm your e-mail address, and your account at ${place} is ready.`,
      action: 'Create the account',
      otherwise: ignore,
    },
    account_exists: {
      subject: (place) => `You already have an account at ${place}`,
      text: (place) =>
        `Somebody, probably you, wanted to create an account at ${place} with this address. It has one already: sign in with it, or choose a new password if you do not remember yours.`,
      action: 'Choose a new password',
      otherwise: 'If it was not you, do nothing: nothing was changed.',
    },
    confirm_email: {
      subject: (place) => `Confirm your new e-mail address for ${place}`,
      text: (place) => `Please confirm that your account at ${place} is to have this e-mail address from now on.`,
      action: 'Use this address',
      otherwise: ignore,
    },
    email_changed: {
      subject: (place) => `Your e-mail address at ${place} was changed`,
      text: (place, newEmail) =>
        `Your account at ${place} now has the address ${newEmail}. This one is no longer used.`,
      otherwise: 'If it was not you, please tell the operators of this server at once.',
    },
    sign_in_code: {
      subject: (place) => `Your code for ${place}`,
      text: (place) => `Type this code on the page where you are signing in at ${place}:`,
      otherwise: 'Never tell this code to anybody. If you are not signing in, do nothing, and consider a new password.',
    },
    invitation: {
      subject: (place) => `Your account at ${place}`,
      text: (place) => `An account at ${place} was made for you. Choose a password to begin.`,
      action: 'Choose a password',
      otherwise: 'If you do not expect this, do nothing.',
    },
  },
  validFor: (time) => `Valid for ${time}, and once.`,
  copyLink: 'If the button does not work, copy this address into your browser:',
  footer: (place) => `${place} sent this mail because somebody asked for it or your account was changed.`,
};
