import type { ByMailMessages } from './messages.ts';

export const byMailInGerman: ByMailMessages = {
  forgot: {
    link: 'Passwort vergessen?',
    title: 'Passwort vergessen?',
    text: 'Sagen Sie uns, wer Sie sind. Wenn Sie ein Konto mit einer E-Mail-Adresse haben, bekommen Sie eine Mail mit einem Link zu einem neuen Passwort.',
    login: 'Benutzername oder E-Mail-Adresse',
    submit: 'Mail schicken',
    back: 'Zurück zur Anmeldung',
  },
  register: {
    link: 'Konto anlegen',
    title: 'Konto anlegen',
    text: (place) => `Sie bekommen eine Mail mit einem Link. Damit wählen Sie ein Passwort für ${place}.`,
    email: 'E-Mail-Adresse',
    submit: 'Mail schicken',
    haveAccount: 'Ich habe schon ein Konto',
  },
  sent: {
    title: 'Sehen Sie in Ihre Mail',
    text: 'Eine Mail ist unterwegs. Öffnen Sie den Link darin, am besten in diesem Browser.',
    help: 'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach und prüfen Sie, was Sie eingegeben haben. Zum Schutz der Privatsphäre sagen wir hier nicht, ob es ein Konto gibt.',
  },
  notAnAddress: 'Das ist keine E-Mail-Adresse.',
  verify: {
    title: 'E-Mail-Adresse bestätigen',
    text: (email) => `Ist ${email} Ihre Adresse?`,
    submit: 'Ja, bestätigen',
  },
  newEmail: {
    title: 'Neue E-Mail-Adresse bestätigen',
    text: (email, person) => `Ab jetzt hat das Konto von ${person} die Adresse ${email}.`,
    submit: 'Diese Adresse verwenden',
  },
  newPassword: {
    title: 'Neues Passwort wählen',
    text: (person) => `Für das Konto von ${person}. Überall sonst werden Sie abgemeldet.`,
    label: 'Neues Passwort',
    help: 'Mindestens 8 Zeichen. Ein paar selbst erdachte Wörter sind leicht zu merken und schwer zu raten.',
    submit: 'Passwort speichern',
  },
  createAccount: {
    title: 'Passwort wählen',
    text: (email) => `Ihr Konto hat die Adresse ${email}.`,
    submit: 'Konto anlegen',
  },
  done: {
    verify_email: { title: 'Ihre Adresse ist bestätigt', text: 'Danke. Sie können diese Seite schließen.' },
    confirm_email: { title: 'Ihre Adresse ist geändert', text: 'Mails gehen ab jetzt an Ihre neue Adresse.' },
    reset_password: {
      title: 'Ihr Passwort ist geändert',
      text: 'Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
    },
    register: { title: 'Ihr Konto ist bereit', text: 'Sie können sich jetzt anmelden.' },
  },
  goOn: 'Anmelden',
  code: {
    title: 'Per Mail anmelden',
    text: 'Sie bekommen eine Mail mit einem Code, den Sie hier eingeben.',
    link: 'Code per Mail bekommen',
    send: 'Code schicken',
    sent: 'Wenn Sie ein Konto mit einer E-Mail-Adresse haben, ist ein Code unterwegs.',
    label: 'Der Code aus der Mail',
    help: 'Acht Ziffern, zehn Minuten lang gültig.',
    submit: 'Anmelden',
    again: 'Einen anderen Code schicken',
    wrong:
      'Der Code ist falsch oder zu alt. Sehen Sie in die neueste Mail oder lassen Sie sich einen anderen schicken.',
  },
  ownEmail: {
    title: 'E-Mail-Adresse',
    text: 'Eine andere Adresse gilt, sobald der Link in einer Mail an sie geöffnet wurde. Die alte wird benachrichtigt.',
    label: 'Neue E-Mail-Adresse',
    submit: 'Mail dorthin schicken',
    verify: 'Mail zur Bestätigung schicken',
  },
};
