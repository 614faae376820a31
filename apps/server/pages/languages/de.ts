import { accountInGerman } from './account/de.ts';
import { byMailInGerman } from './by-mail/de.ts';
import { firstOwnerInGerman } from './first-owner/de.ts';
import type { Messages } from './messages.ts';

export const de: Messages = {
  account: accountInGerman,
  byMail: byMailInGerman,
  firstOwner: firstOwnerInGerman,
  login: {
    title: 'Anmelden',
    toContinue: (application) => `weiter zu ${application}`,
    again: 'Bitte bestätigen Sie, dass Sie es sind.',
    otherPerson: 'Die Anwendung verlangt ein anderes Konto als das, mit dem Sie angemeldet sind.',
    username: 'Benutzername oder E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    failed: 'Der Benutzername oder das Passwort stimmt nicht.',
    failedHelp: 'Prüfen Sie beides und versuchen Sie es noch einmal. Beim Passwort zählt die Großschreibung.',
    tooMany: (wait) => `Zu viele Versuche. Bitte versuchen Sie es wieder nach: ${wait}.`,
    sentTo: (host) => `Ihr Passwort geht an ${host} und an keine Anwendung.`,
  },
  factor: {
    title: 'Noch ein Schritt',
    asWhom: (name) => `Bestätigen Sie, dass Sie ${name} sind`,
    stepUp: (application) => `${application} bittet Sie, noch einmal zu bestätigen, dass Sie es sind.`,
    code: 'Code aus Ihrer Authenticator-App',
    codeHelp: 'Die App zeigt immer wieder einen neuen Code. Jeder gilt einmal.',
    recoveryCode: 'Wiederherstellungscode',
    recoveryCodeHelp:
      'Einer der Codes, die Sie für den Tag aufbewahrt haben, an dem App oder Passkey fehlen. Jeder gilt einmal.',
    submit: 'Weiter',
    passkey: 'Passkey verwenden',
    passkeyFailed:
      'Mit dem Passkey hat es nicht geklappt. Versuchen Sie es noch einmal oder melden Sie sich anders an.',
    noScript: 'Ein Passkey braucht JavaScript, das in diesem Browser abgeschaltet ist. Wählen Sie unten etwas anderes.',
    mailAsk: 'Zu Ihrer Sicherheit schicken wir einen Code an die E-Mail-Adresse Ihres Kontos.',
    mailSent: 'Ein Code ist unterwegs an die E-Mail-Adresse Ihres Kontos.',
    instead: {
      passkey: 'Stattdessen einen Passkey verwenden',
      totp: 'Stattdessen einen Code aus der Authenticator-App verwenden',
      recovery_code: 'Stattdessen einen Wiederherstellungscode verwenden',
      email: 'Stattdessen einen Code per E-Mail verwenden',
    },
    otherPerson: 'Mit einem anderen Konto anmelden',
    failed: 'Dieser Code stimmt nicht oder wurde schon benutzt.',
    failedHelp: 'Nehmen Sie den Code, der jetzt angezeigt wird. Hilft das nicht, prüfen Sie die Uhr Ihres Geräts.',
    tooMany: (wait) => `Zu viele Versuche. Bitte versuchen Sie es wieder nach: ${wait}.`,
  },
  setup: {
    title: 'Schützen Sie Ihr Konto',
    required: (application) =>
      `${application} verlangt mehr als ein Passwort. Richten Sie es einmal ein und benutzen Sie es bei jeder Anmeldung.`,
    wished: (application) =>
      `${application} wünscht sich mehr als ein Passwort. Richten Sie es einmal ein und benutzen Sie es bei jeder Anmeldung.`,
    passkeyTitle: 'Mit einem Passkey',
    passkeyText:
      'Ihr Finger, Ihr Gesicht oder die PIN Ihres Geräts: nichts zu tippen, und nichts, was eine falsche Seite abfangen kann.',
    passkeyCreate: 'Passkey anlegen',
    passkeyName: 'Mein Passkey',
    totpTitle: 'Mit einer Authenticator-App',
    scan: 'Scannen Sie dieses Bild mit der App auf Ihrem Telefon',
    qrCode: 'QR-Code für Ihre Authenticator-App',
    key: 'Oder tippen Sie diesen Schlüssel in die App:',
    code: 'Geben Sie dann den Code ein, den die App zeigt',
    submit: 'Einrichten und weiter',
    later: 'Nicht jetzt',
  },
  recoveryCodes: {
    title: 'Bewahren Sie Ihre Wiederherstellungscodes auf',
    text: 'Wenn Telefon oder Passkey fehlen, kommen Sie mit einem dieser Codes hinein. Jeder gilt einmal. Sie werden nur jetzt gezeigt: Drucken Sie diese Seite oder legen Sie die Datei an einen sicheren Ort.',
    download: 'Als Textdatei herunterladen',
    next: (application) => `Ich habe sie aufbewahrt: weiter zu ${application}`,
  },
  help: 'Hilfe',
  cancel: (application) => `Abbrechen und zurück zu ${application}`,
  upstream: {
    continueWith: (provider) => `Weiter mit ${provider}`,
    or: 'oder',
    problems: {
      unavailable: (provider) =>
        `${provider} antwortet gerade nicht. Versuchen Sie es gleich noch einmal, oder melden Sie sich anders an.`,
      denied: (provider) =>
        `${provider} hat Sie nicht angemeldet. Versuchen Sie es noch einmal, oder melden Sie sich anders an.`,
      untrusted: (provider) =>
        `Der Antwort von ${provider} war nicht zu trauen; niemand wurde angemeldet. Versuchen Sie es noch einmal. Bleibt es dabei, sagen Sie es den Betreibern dieses Servers.`,
      failed: (provider) =>
        `${provider} hat mit einem Fehler geantwortet. Versuchen Sie es noch einmal. Bleibt es dabei, sagen Sie es den Betreibern dieses Servers.`,
      stale: (provider) =>
        `${provider} hat nicht bestätigt, dass Sie sich eben angemeldet haben. Melden Sie sich anders an.`,
      not_admitted: (provider) =>
        `Dieses Konto bei ${provider} darf hier nicht benutzt werden. Nehmen Sie ein anderes, oder melden Sie sich anders an.`,
      deleting: () =>
        'Sie haben dieses Konto gelöscht. Um es zu behalten, melden Sie sich mit Ihrem Passwort an, oder fragen Sie die Betreiber dieses Servers.',
      account_exists: (provider) =>
        `Sie scheinen hier schon ein Konto zu haben. Melden Sie sich wie gewohnt an, und verknüpfen Sie ${provider} dann auf Ihrer Kontoseite.`,
      no_account: (provider) =>
        `Mit diesem Konto bei ${provider} ist hier niemand verknüpft. Melden Sie sich wie gewohnt an, und verknüpfen Sie es dann auf Ihrer Kontoseite.`,
      linked_elsewhere: (provider) =>
        `Ihr Konto hier oder dieses Konto bei ${provider} ist schon anders verknüpft. Erst muss diese Verknüpfung weg.`,
      last_way: (provider) => `Ohne ${provider} könnten Sie sich nicht mehr anmelden. Setzen Sie zuerst ein Passwort.`,
      expired: (provider) =>
        `Das hat zu lange gedauert, oder Sie wurden inzwischen abgemeldet. Verknüpfen Sie ${provider} noch einmal.`,
    },
  },
  selectAccount: {
    title: 'Konto wählen',
    toContinue: (application) => `weiter zu ${application}`,
    other: 'Anderes Konto verwenden',
  },
  consent: {
    title: (application) => `${application} möchte Zugriff auf Ihr Konto`,
    signedInAs: 'Angemeldet als',
    switchAccount: 'Konto wechseln',
    willBeAble: 'Die Anwendung darf dann',
    isNew: 'Neu',
    returnsTo: 'Danach geht es zurück zu',
    thisDevice: 'einer Anwendung auf diesem Gerät',
    lasting: 'Der Zugriff gilt, bis Sie ihn entziehen, auch wenn Sie nicht da sind.',
    passing: 'Der Zugriff endet, bald nachdem Sie die Anwendung nicht mehr benutzen.',
    unproven: (application) =>
      `Jeder kann ein Programm schreiben, das sich ${application} nennt. Fahren Sie nur fort, wenn Sie es gerade selbst gestartet haben.`,
    selfRegistered: (application) =>
      `Niemand hier hat ${application} geprüft: Die Anwendung hat sich unter diesem Namen selbst registriert. Fahren Sie nur fort, wenn Sie ihr vertrauen.`,
    describedAt: (application) =>
      `Niemand hier hat ${application} geprüft. Wer sie ist, sagt die Anwendung unter dieser Adresse; fahren Sie nur fort, wenn Sie sie kennen und ihr vertrauen:`,
    privacy: 'Datenschutz',
    terms: 'Bedingungen',
    allow: 'Erlauben',
    deny: 'Nicht erlauben',
    scopes: {
      openid: 'Sie wiedererkennen, wenn Sie zurückkommen',
      profile: 'Ihren Namen und Ihr Profil sehen',
      email: 'Ihre E-Mail-Adresse sehen',
      phone: 'Ihre Telefonnummer sehen',
      address: 'Ihre Postanschrift sehen',
      offline_access: 'Den Zugriff behalten, während Sie nicht da sind',
    },
  },
  logout: {
    title: 'Abmelden?',
    askedBy: (application) => `${application} bittet Sie, sich auch hier abzumelden.`,
    choose: 'In diesem Browser sind mehrere Personen angemeldet. Wählen Sie, wer sich abmeldet.',
    confirm: 'Abmelden',
    confirmAll: 'Alle abmelden',
    stay: 'Angemeldet bleiben',
    returnsTo: 'Danach geht es zurück zu',
    applications: 'In geöffneten Anwendungen bleiben Sie unter Umständen angemeldet, bis Sie sich auch dort abmelden.',
    leaving: {
      title: 'Sie werden abgemeldet',
      text: 'Die Anwendungen, die Sie benutzt haben, erfahren es gerade. Das dauert einen Augenblick.',
      goOn: 'Weiter',
    },
    done: { title: 'Sie sind abgemeldet', text: 'Um sich wieder anzumelden, gehen Sie zurück zur Anwendung.' },
    stayed: {
      title: 'Sie sind weiterhin angemeldet',
      text: 'Es wurde nichts geändert. Sie können zur Anwendung zurückgehen.',
    },
    others: 'In diesem Browser angemeldet',
  },
  devMail: {
    title: 'Post',
    text: 'Was dieser Entwicklungsserver verschickt hätte. Es ist weg, wenn der Server anhält.',
    empty: 'Noch keine Post.',
    to: 'An',
    asHtml: 'Als HTML zeigen',
    all: 'Alle Mails',
  },
  device: {
    title: 'Gerät verbinden',
    text: 'Geben Sie den Code ein, den Ihr Gerät anzeigt.',
    code: 'Code auf dem Gerät',
    submit: 'Weiter',
    compare: 'Prüfen Sie, ob Ihr Gerät genau diesen Code anzeigt.',
    warning:
      'Machen Sie nur weiter, wenn Sie das selbst begonnen haben, an einem Gerät, das vor Ihnen steht. Niemand sonst hat einen Grund, Ihnen einen Code zu schicken.',
    unknown: 'Dieser Code ist nicht bekannt.',
    unknownHelp: 'Vergleichen Sie ihn mit Ihrem Gerät. Vielleicht ist er abgelaufen: Dann zeigt das Gerät einen neuen.',
    tooMany: (wait) => `Es wurden zu viele Codes versucht. Warten Sie ${wait} und versuchen Sie es noch einmal.`,
    asks: (application) => `Ein Gerät mit ${application} verbinden?`,
    shows: 'Ihr Gerät zeigt diesen Code',
    askedFrom: 'Angefragt von der Adresse',
    sameNetwork: 'Dasselbe Netz wie Ihres',
    otherNetwork: 'Ein anderes Netz als Ihres',
    askedAt: (ago) => `Angefragt ${ago}`,
    onlyIf: (application) =>
      `Erlauben Sie das nur, wenn Sie den Code auf einem Gerät vor sich sehen und ${application} dort selbst gestartet haben. Wer das Gerät hat, bekommt den Zugriff.`,
    allowed: { title: 'Ihr Gerät ist verbunden', text: 'Sie können dorthin zurückkehren und diese Seite schließen.' },
    denied: {
      title: 'Das Gerät wurde nicht verbunden',
      text: 'Es wurde nichts erlaubt. Sie können diese Seite schließen.',
    },
  },
  formPost: {
    title: 'Sie werden angemeldet',
    text: (application) => `Es geht zurück zu ${application}.`,
    submit: 'Weiter',
  },
  error: {
    kinds: {
      expired: {
        title: 'Diese Seite ist abgelaufen',
        text: 'Eine Anmeldeseite gilt einmal und nur eine Weile. Gehen Sie zurück zur Anwendung und beginnen Sie neu.',
      },
      other_browser: {
        title: 'Diese Seite gehört zu einem anderen Browser',
        text: 'Eine Anmeldung endet in dem Browser, in dem sie begann. Gehen Sie in diesem Browser zurück zur Anwendung und beginnen Sie neu. Cookies müssen erlaubt sein.',
      },
      form: {
        title: 'Das kam nicht von unserer Seite',
        text: 'Zu Ihrem Schutz wurde nichts geändert. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal. Cookies müssen erlaubt sein.',
      },
      link: {
        title: 'Dieser Link gilt nicht mehr',
        text: 'Ein Link gilt einmal und nur eine Weile, und eine neuere Mail ersetzt ihn. Fordern Sie dort, wo Sie ihn bekommen haben, einen neuen an.',
      },
      set_up: {
        title: 'Dieser Einrichtungslink gilt nicht mehr',
        text: 'Er gilt einmal, eine Stunde lang und solange der Server niemandem gehört. Wer ihn betreibt, macht einen neuen mit: cardea setup --link',
      },
      application: {
        title: 'Diese Anwendung ist hier nicht bekannt',
        text: 'Die Anwendung, von der Sie kommen, ist nicht registriert oder abgeschaltet. Sie hat nichts über Sie erfahren. Bitte sagen Sie es ihren Betreibern.',
      },
      address: {
        title: 'Der Rückweg ist nicht sicher',
        text: 'Die Anwendung wollte Sie an eine Adresse schicken, die für sie nicht registriert ist. Zu Ihrem Schutz wurde nichts dorthin gesendet. Bitte sagen Sie es ihren Betreibern.',
      },
      malformed: {
        title: 'Diese Anfrage ist nicht zu verstehen',
        text: 'In der Adresse fehlt etwas oder ist etwas falsch. Gehen Sie zurück zur Anwendung und beginnen Sie neu.',
      },
      not_found: {
        title: 'Hier ist nichts',
        text: 'Die Adresse ist vielleicht vertippt, oder die Seite ist umgezogen.',
      },
      busy: {
        title: 'Hier ist gerade viel los',
        text: 'Es dauert länger als es sollte. Warten Sie einen Moment und laden Sie die Seite neu.',
      },
      too_many: {
        title: 'Zu viele Versuche',
        text: 'Warten Sie einen Moment und versuchen Sie es noch einmal.',
      },
      defect: {
        title: 'Hier ist etwas schiefgegangen',
        text: 'Es liegt nicht an Ihnen. Versuchen Sie es noch einmal; wenn es bleibt, sagen Sie es den Betreibern dieses Servers.',
      },
    },
    returnTo: (application) => `Neu bei ${application} anmelden`,
    requestId: 'Anfrage',
    requestIdHelp: 'Mit dieser Nummer ist Ihre Anfrage zu finden.',
  },
};
