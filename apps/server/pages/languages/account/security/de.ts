import type { SecurityMessages } from './messages.ts';

export const securityInGerman: SecurityMessages = {
  passkeys: 'Ihre Passkeys',
  passkeysText:
    'Melden Sie sich mit Finger, Gesicht oder der PIN Ihres Geräts an. Eine falsche Seite kann einen Passkey nicht abfangen.',
  noPasskeys: 'Sie haben noch keinen Passkey.',
  noScript: 'Um einen Passkey hinzuzufügen, schalten Sie in diesem Browser JavaScript ein.',
  addPasskey: 'Passkey hinzufügen',
  passkeyName: 'Name, damit Sie ihn wiedererkennen',
  rename: 'Umbenennen',
  renameOf: (name) => `Umbenennen: ${name}`,
  remove: 'Entfernen',
  removeOf: (name) => `Entfernen: ${name}`,
  added: (date) => `Hinzugefügt am ${date}`,
  lastUsed: (ago) => `Zuletzt benutzt: ${ago}`,
  neverUsed: 'Noch nicht benutzt',
  synced: 'Auf allen Ihren Geräten',
  thisDevice: 'Auf einem Gerät',
  app: 'Authenticator-App',
  appText: 'Eine App auf Ihrem Telefon zeigt einen Code, den Sie nach dem Passwort eingeben.',
  setUpApp: 'Authenticator-App einrichten',
  confirmApp: 'Einrichten',
  removeApp: 'Authenticator-App entfernen',
  codes: 'Wiederherstellungscodes',
  codesText: 'Für den Tag, an dem Telefon oder Passkey fehlen. Jeder Code gilt einmal.',
  codesLeft: (count) => `Noch gültige Codes: ${count}`,
  newCodes: 'Neue Codes machen',
  newCodesText: 'Die alten gelten dann sofort nicht mehr.',
  done: 'Ich habe sie aufbewahrt',
  lastWay:
    'Nur mit diesem Passkey kommen Sie in Ihr Konto. Wählen Sie zuerst ein Passwort oder fügen Sie einen weiteren Passkey hinzu.',
  nameFault: 'Ein Name hat 1 bis 64 Zeichen.',
};
