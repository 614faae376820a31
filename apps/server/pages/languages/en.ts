import { accountInEnglish } from './account/en.ts';
import { byMailInEnglish } from './by-mail/en.ts';
import { firstOwnerInEnglish } from './first-owner/en.ts';
import type { Messages } from './messages.ts';

export const en: Messages = {
  account: accountInEnglish,
  byMail: byMailInEnglish,
  firstOwner: firstOwnerInEnglish,
  login: {
    title: 'Sign in',
    toContinue: (application) => `to continue to ${application}`,
    again: 'Please confirm that it is you.',
    otherPerson: 'The application asks for another account than the one you are signed in with.',
    username: 'User name or e-mail address',
    password: 'Password',
    submit: 'Sign in',
    failed: 'The user name or the password is not right.',
    failedHelp: 'Check both and try again. Capital letters count in the password.',
    tooMany: (wait) => `Too many attempts. Wait ${wait} and try again.`,
    sentTo: (host) => `Your password goes to ${host} and to no application.`,
  },
  factor: {
    title: 'One more step',
    asWhom: (name) => `Confirm that you are ${name}`,
    stepUp: (application) => `${application} asks you to confirm once more that it is you.`,
    code: 'Code from your authenticator app',
    codeHelp: 'The app shows a new code every little while. Each works once.',
    recoveryCode: 'Recovery code',
    recoveryCodeHelp: 'One of the codes that you kept for the day your app or passkey is gone. Each works once.',
    submit: 'Continue',
    passkey: 'Use a passkey',
    passkeyFailed: 'The passkey did not work. Try again, or sign in another way.',
    noScript: 'A passkey needs JavaScript, which is switched off in this browser. Choose something else below.',
    mailAsk: 'For your safety we send a code to the e-mail address of your account.',
    mailSent: 'A code is on its way to the e-mail address of your account.',
    instead: {
      passkey: 'Use a passkey instead',
      totp: 'Use a code from your authenticator app instead',
      recovery_code: 'Use a recovery code instead',
      email: 'Use a code by mail instead',
    },
    otherPerson: 'Sign in as somebody else',
    failed: 'That code is not right, or it was used before.',
    failedHelp: 'Take the code that is shown now. If it keeps failing, check the clock of your device.',
    tooMany: (wait) => `Too many attempts. Try again after: ${wait}.`,
  },
  setup: {
    title: 'Protect your account',
    required: (application) =>
      `${application} asks for more than a password. Set it up once, and use it each time you sign in.`,
    wished: (application) =>
      `${application} would like more than a password. Set it up once, and use it each time you sign in.`,
    passkeyTitle: 'With a passkey',
    passkeyText:
      'Your finger, your face or the PIN of your device: nothing to type, and nothing that a false page can catch.',
    passkeyCreate: 'Create a passkey',
    passkeyName: 'Passkey',
    totpTitle: 'With an authenticator app',
    scan: 'Scan this picture with the app on your phone',
    qrCode: 'QR code for your authenticator app',
    key: 'Or type this key into the app:',
    code: 'Then type the code that the app shows',
    submit: 'Set up and continue',
    later: 'Not now',
  },
  recoveryCodes: {
    title: 'Keep your recovery codes',
    text: 'If your phone or passkey is gone, one of these codes lets you in. Each works once. They are shown only now: print this page, or keep the file in a safe place.',
    download: 'Download as a text file',
    next: (application) => `I have kept them: continue to ${application}`,
  },
  help: 'Help',
  cancel: (application) => `Cancel and return to ${application}`,
  upstream: {
    continueWith: (provider) => `Continue with ${provider}`,
    or: 'or',
    problems: {
      unavailable: (provider) =>
        `${provider} does not answer right now. Try again in a moment, or sign in another way.`,
      denied: (provider) => `${provider} did not sign you in. Try again, or sign in another way.`,
      untrusted: (provider) =>
        `The answer of ${provider} could not be trusted, so nobody was signed in. Try again; if it stays, tell the people who run this server.`,
      failed: (provider) =>
        `${provider} answered with an error. Try again; if it stays, tell the people who run this server.`,
      stale: (provider) => `${provider} did not confirm that you have just signed in. Sign in another way.`,
      not_admitted: (provider) =>
        `This account of ${provider} may not be used here. Use another one, or sign in another way.`,
      deleting: () =>
        'You have deleted this account. To keep it, sign in with your password, or ask the people who run this server.',
      account_exists: (provider) =>
        `You seem to have an account here already. Sign in the way you know, then link ${provider} on your account page.`,
      no_account: (provider) =>
        `Nobody here is linked to this account of ${provider}. Sign in the way you know, then link it on your account page.`,
      linked_elsewhere: (provider) =>
        `Your account here, or this account of ${provider}, has another link already. That one must go first.`,
      last_way: (provider) => `Without ${provider} you could not sign in any more. Set a password first.`,
      expired: (provider) => `That took too long, or you were signed out meanwhile. Link ${provider} again.`,
    },
  },
  selectAccount: {
    title: 'Choose an account',
    toContinue: (application) => `to continue to ${application}`,
    other: 'Use another account',
  },
  consent: {
    title: (application) => `${application} wants access to your account`,
    signedInAs: 'Signed in as',
    switchAccount: 'Switch account',
    willBeAble: 'It will be able to',
    isNew: 'New',
    returnsTo: 'Afterwards you return to',
    thisDevice: 'an application on this device',
    lasting: 'Access lasts until you take it back, also while you are away.',
    passing: 'Access ends soon after you stop using it.',
    unproven: (application) =>
      `Anyone can write a program that calls itself ${application}. Only go on if you have just started it yourself.`,
    selfRegistered: (application) =>
      `Nobody here has checked ${application}: it registered itself under this name. Only go on if you trust it.`,
    describedAt: (application) =>
      `Nobody here has checked ${application}. It says who it is at this address; only go on if you know and trust it:`,
    privacy: 'Privacy',
    terms: 'Terms',
    allow: 'Allow',
    deny: 'Do not allow',
    scopes: {
      openid: 'Recognise you when you come back',
      profile: 'See your name and your profile',
      email: 'See your e-mail address',
      phone: 'See your telephone number',
      address: 'See your postal address',
      offline_access: 'Keep this access while you are away',
    },
  },
  logout: {
    title: 'Sign out?',
    askedBy: (application) => `${application} asks you to sign out here as well.`,
    choose: 'Several people are signed in on this browser. Choose who signs out.',
    confirm: 'Sign out',
    confirmAll: 'Sign out all of them',
    stay: 'Stay signed in',
    returnsTo: 'Afterwards you return to',
    applications: 'Applications that you have open may keep you signed in until you sign out there too.',
    leaving: {
      title: 'Signing you out',
      text: 'The applications that you used are told, which takes a moment.',
      goOn: 'Go on',
    },
    done: { title: 'You are signed out', text: 'To sign in again, go back to the application.' },
    stayed: { title: 'You are still signed in', text: 'Nothing was changed. You can go back to the application.' },
    others: 'Signed in on this browser',
  },
  devMail: {
    title: 'Mail',
    text: 'What this development server would have sent. It is gone when the server stops.',
    empty: 'No mail yet.',
    to: 'To',
    asHtml: 'Show as HTML',
    all: 'All mail',
  },
  device: {
    title: 'Connect a device',
    text: 'Enter the code that your device shows.',
    code: 'Code on the device',
    submit: 'Continue',
    compare: 'Check that your device shows exactly this code.',
    warning:
      'Only go on if you have started this yourself, on a device in front of you. Nobody else has a reason to send you a code.',
    unknown: 'This code is not known.',
    unknownHelp: 'Compare it with your device. It may have expired: the device then shows a new one.',
    tooMany: (wait) => `Too many codes were tried. Wait ${wait} and try again.`,
    asks: (application) => `Connect a device with ${application}?`,
    shows: 'Your device shows this code',
    askedFrom: 'Asked for from the address',
    sameNetwork: 'The same network as yours',
    otherNetwork: 'Another network than yours',
    askedAt: (ago) => `Asked for ${ago}`,
    onlyIf: (application) =>
      `Only allow this if you see the code on a device in front of you and have started ${application} there yourself. Whoever has that device gets the access.`,
    allowed: { title: 'Your device is connected', text: 'You can go back to it and close this page.' },
    denied: { title: 'The device was not connected', text: 'Nothing was allowed. You can close this page.' },
  },
  formPost: {
    title: 'Signing you in',
    text: (application) => `You are on your way back to ${application}.`,
    submit: 'Continue',
  },
  error: {
    kinds: {
      expired: {
        title: 'This page has expired',
        text: 'A sign-in page works once and only for a while. Go back to the application and start again.',
      },
      other_browser: {
        title: 'This page belongs to another browser',
        text: 'A sign-in is finished in the browser that began it. Go back to the application in this browser and start again. Cookies must be allowed.',
      },
      form: {
        title: 'That did not come from our page',
        text: 'To protect you, nothing was changed. Go back, reload the page and try again. Cookies must be allowed.',
      },
      link: {
        title: 'This link does not work any more',
        text: 'A link works once and for a while, and a newer mail takes its place. Ask for another one where you got it.',
      },
      set_up: {
        title: 'This set-up link does not work any more',
        text: 'It works once, for an hour, and while nobody owns the server. Whoever runs it makes another with: cardea setup --link',
      },
      application: {
        title: 'We do not know this application',
        text: 'The application that sent you here is not registered, or is switched off. Nothing about you was sent to it. Tell the people who run it.',
      },
      address: {
        title: 'The way back is not safe',
        text: 'The application asked to send you to an address that is not registered for it. To protect you, nothing was sent there. Tell the people who run it.',
      },
      malformed: {
        title: 'This request cannot be understood',
        text: 'Something in the address is wrong or missing. Go back to the application and start again.',
      },
      not_found: {
        title: 'There is nothing here',
        text: 'The address may be mistyped, or the page has moved.',
      },
      busy: {
        title: 'We are busy',
        text: 'This takes longer than it should. Wait a moment and reload the page.',
      },
      too_many: {
        title: 'Too many attempts',
        text: 'Wait a moment and try again.',
      },
      defect: {
        title: 'Something went wrong here',
        text: 'It is not your fault. Try again; if it stays, tell the people who run this server.',
      },
    },
    returnTo: (application) => `Sign in to ${application} again`,
    requestId: 'Request',
    requestIdHelp: 'With this number your request can be found.',
  },
};
