import type { MailWords } from './mail-words.ts';

const ignore = 'Wenn Sie das nicht waren, tun Sie nichts: Ohne diesen Link geschieht nichts.';

export const de: MailWords = {
  mails: {
    verify_email: {
      subject: (place) => `Bestätigen Sie Ihre E-Mail-Adresse für ${place}`,
      text: (place) => `Bitte bestätigen Sie, dass dies die E-Mail-Adresse Ihres Kontos bei ${place} ist.`,
      action: 'Adresse bestätigen',
      otherwise: ignore,
    },
    reset_password: {
      subject: (place) => `Wählen Sie ein neues Passwort für ${place}`,
      text: (place) => `Jemand, vermutlich Sie, möchte ein neues Passwort für Ihr Konto bei ${place}.`,
      action: 'Neues Passwort wählen',
      otherwise: 'Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
    },
    password_changed: {
      subject: (place) => `Ihr Passwort für ${place} wurde geändert`,
      text: (place) => `Das Passwort Ihres Kontos bei ${place} wurde gerade geändert. Sie wurden überall abgemeldet.`,
      otherwise:
        'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort: „Passwort vergessen?“ auf der Anmeldeseite.',
    },
    factors_changed: {
      subject: (place) => `Ihre Anmeldung bei ${place} wurde geändert`,
      text: (place) =>
        `Ein Passkey, eine Authenticator-App oder die Wiederherstellungscodes Ihres Kontos bei ${place} wurden gerade geändert.`,
      otherwise:
        'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort und prüfen Sie auf Ihrer Kontoseite, womit man sich anmelden kann.',
    },
    deletion_scheduled: {
      subject: (place) => `Ihr Konto bei ${place} wird gelöscht`,
      text: (place, date) =>
        `Ihr Konto bei ${place} wurde beendet, und Sie sind überall abgemeldet. Am ${date} wird es mit allem, was darin ist, gelöscht. Bis dahin behalten Sie es, indem Sie sich anmelden.`,
      otherwise:
        'Wenn Sie das nicht waren, melden Sie sich vor diesem Tag an, behalten Sie das Konto und wählen Sie sofort ein neues Passwort.',
    },
    recovery_code_used: {
      subject: (place) => `Ein Wiederherstellungscode wurde bei ${place} benutzt`,
      text: (place) =>
        `Jemand, vermutlich Sie, hat sich gerade mit Ihrem Passwort und einem Wiederherstellungscode bei ${place} angemeldet. Dieser Code gilt nicht mehr, die anderen schon.`,
      otherwise:
        'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort und machen Sie auf Ihrer Kontoseite neue Wiederherstellungscodes.',
    },
    register: {
      subject: (place) => `Ihr Konto bei ${place} ist fast fertig`,
      text: (place) => `Bitte bestätigen Sie Ihre E-Mail-Adresse, dann ist Ihr Konto bei ${place} bereit.`,
      action: 'Konto anlegen',
      otherwise: ignore,
    },
    account_exists: {
      subject: (place) => `Sie haben schon ein Konto bei ${place}`,
      text: (place) =>
        `Jemand, vermutlich Sie, wollte mit dieser Adresse ein Konto bei ${place} anlegen. Es gibt schon eines: Melden Sie sich damit an, oder wählen Sie ein neues Passwort, wenn Sie Ihres nicht mehr wissen.`,
      action: 'Neues Passwort wählen',
      otherwise: 'Wenn Sie das nicht waren, tun Sie nichts: Es wurde nichts geändert.',
    },
    confirm_email: {
      subject: (place) => `Bestätigen Sie Ihre neue E-Mail-Adresse für ${place}`,
      text: (place) => `Bitte bestätigen Sie, dass Ihr Konto bei ${place} ab jetzt diese E-Mail-Adresse haben soll.`,
      action: 'Diese Adresse verwenden',
      otherwise: ignore,
    },
    email_changed: {
      subject: (place) => `Ihre E-Mail-Adresse bei ${place} wurde geändert`,
      text: (place, newEmail) =>
        `Ihr Konto bei ${place} hat jetzt die Adresse ${newEmail}. Diese hier wird nicht mehr verwendet.`,
      otherwise: 'Wenn Sie das nicht waren, sagen Sie es bitte sofort den Betreibern dieses Servers.',
    },
    sign_in_code: {
      subject: (place) => `Ihr Code für ${place}`,
      text: (place) => `Geben Sie diesen Code auf der Seite ein, auf der Sie sich bei ${place} anmelden:`,
      otherwise:
        'Sagen Sie diesen Code niemandem. Wenn Sie sich gerade nicht anmelden, tun Sie nichts und denken Sie über ein neues Passwort nach.',
    },
    invitation: {
      subject: (place) => `Ihr Konto bei ${place}`,
      text: (place) => `Für Sie wurde ein Konto bei ${place} angelegt. Wählen Sie ein Passwort, um zu beginnen.`,
      action: 'Passwort wählen',
      otherwise: 'Wenn Sie das nicht erwarten, tun Sie nichts.',
    },
  },
  validFor: (time) => `Gilt ${time} lang und einmal.`,
  copyLink: 'Wenn die Schaltfläche nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
  footer: (place) => `${place} hat diese Mail geschickt, weil jemand darum gebeten hat oder Ihr Konto geändert wurde.`,
};
