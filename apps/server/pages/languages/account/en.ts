import type { AccountMessages } from './messages.ts';

export const accountInEnglish: AccountMessages = {
  title: 'Your account',
  place: 'your account',
  navigation: 'Sections of your account',
  switchAccount: 'Switch to another account',
  greeting: (name) => `Hello, ${name}`,
  confirm: {
    title: 'Confirm that it is you',
    text: 'You signed in some time ago. Before you can do this, prove once more who you are.',
    submit: 'Confirm',
  },
  sections: {
    devices: { title: 'Devices', summary: 'See where you are signed in, and sign out from afar.' },
    data: { title: 'Your data', summary: 'Take a copy of everything that is kept about you.' },
  },
  notices: {
    device_signed_out: 'The device is signed out.',
    devices_signed_out: 'All other devices are signed out.',
  },
  devices: {
    current: 'This device',
    browserOn: (browser, system) => `${browser} on ${system}`,
    unknownBrowser: 'An unknown browser',
    lastSeen: (ago) => `Last used: ${ago}`,
    since: (date) => `Signed in since ${date}`,
    end: 'Sign it out',
    endOf: (browser) => `Sign it out: ${browser}`,
    others: 'Something you do not know?',
    othersText:
      'Sign out everywhere but here, and change your password. Applications that you allowed to go on while you are away keep their access: you find them among your applications.',
    endOthers: 'Sign out all other devices',
    onlyThis: 'You are signed in nowhere else.',
  },
  data: {
    what: 'What you get',
    text: 'One file in the JSON format: your profile, where you are signed in, the applications you allowed, and your second factors. Passwords and other secrets are not in it.',
    submit: 'Download my data',
  },
};
