import type { FirstOwnerMessages } from './messages.ts';

export const firstOwnerInGerman: FirstOwnerMessages = {
  title: 'Willkommen auf Ihrem Server',
  text: (place) =>
    `Sie sind zuerst hier: Dem Konto, das Sie anlegen, gehört ${place}, und es verwaltet den Server. Der Link gilt einmal.`,
  username: 'Benutzername',
  email: 'E-Mail-Adresse (kann leer bleiben)',
  emailHelp: 'Damit können Sie sich anmelden und per Mail ein neues Passwort bekommen.',
  password: 'Passwort',
  passwordHelp: 'Mindestens 8 Zeichen. Einige selbst erdachte Wörter sind leicht zu merken und schwer zu raten.',
  submit: 'Eigentümer anlegen',
  faults: {
    username:
      'Dieser Benutzername geht nicht. Nehmen Sie einen ohne Leerzeichen am Rand und mit höchstens 100 Zeichen.',
    email: 'Das ist keine gültige E-Mail-Adresse.',
    taken: 'Diesen Benutzernamen oder diese E-Mail-Adresse hat schon jemand. Nehmen Sie andere.',
  },
  done: {
    title: 'Der Server gehört Ihnen',
    text: 'Das Konto ist angelegt. Melden Sie sich damit an.',
    goOn: 'Zur Konsole',
  },
};
