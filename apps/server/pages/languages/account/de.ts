import type { AccountMessages } from './messages.ts';

export const accountInGerman: AccountMessages = {
  title: 'Ihr Konto',
  place: 'Ihrem Konto',
  navigation: 'Bereiche Ihres Kontos',
  switchAccount: 'Zu einem anderen Konto wechseln',
  greeting: (name) => `Guten Tag, ${name}`,
  confirm: {
    title: 'Bestätigen Sie, dass Sie es sind',
    text: 'Ihre Anmeldung liegt eine Weile zurück. Weisen Sie sich dafür bitte noch einmal aus.',
    submit: 'Bestätigen',
  },
  sections: {
    devices: { title: 'Geräte', summary: 'Sehen, wo Sie angemeldet sind, und sich aus der Ferne abmelden.' },
    data: { title: 'Ihre Daten', summary: 'Eine Kopie von allem mitnehmen, was über Sie gespeichert ist.' },
  },
  notices: {
    device_signed_out: 'Das Gerät ist abgemeldet.',
    devices_signed_out: 'Alle anderen Geräte sind abgemeldet.',
  },
  devices: {
    current: 'Dieses Gerät',
    browserOn: (browser, system) => `${browser} unter ${system}`,
    unknownBrowser: 'Ein unbekannter Browser',
    lastSeen: (ago) => `Zuletzt benutzt: ${ago}`,
    since: (date) => `Angemeldet seit ${date}`,
    end: 'Abmelden',
    endOf: (browser) => `Abmelden: ${browser}`,
    others: 'Ist Ihnen etwas davon fremd?',
    othersText:
      'Melden Sie sich überall außer hier ab, und ändern Sie Ihr Passwort. Anwendungen, die auch ohne Sie weiterarbeiten dürfen, behalten ihren Zugriff: Sie finden sie unter Ihren Anwendungen.',
    endOthers: 'Alle anderen Geräte abmelden',
    onlyThis: 'Sie sind sonst nirgends angemeldet.',
  },
  data: {
    what: 'Was Sie bekommen',
    text: 'Eine Datei im Format JSON: Ihr Profil, wo Sie angemeldet sind, die Anwendungen, denen Sie Zugriff gaben, und Ihre zweiten Faktoren. Passwörter und andere Geheimnisse sind nicht darin.',
    submit: 'Meine Daten herunterladen',
  },
};
