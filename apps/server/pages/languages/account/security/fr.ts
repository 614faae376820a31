import type { SecurityMessages } from './messages.ts';

export const securityInFrench: SecurityMessages = {
  passkeys: 'Clés d’accès',
  passkeysText:
    'Connectez-vous avec votre doigt, votre visage ou le code de votre appareil. Une fausse page ne peut pas capter une clé d’accès.',
  noPasskeys: 'Vous n’avez pas encore de clé d’accès.',
  noScript: 'Pour ajouter une clé d’accès, activez JavaScript dans ce navigateur.',
  addPasskey: 'Ajouter une clé d’accès',
  passkeyName: 'Nom, pour la reconnaître',
  rename: 'Renommer',
  renameOf: (name) => `Renommer : ${name}`,
  remove: 'Retirer',
  removeOf: (name) => `Retirer : ${name}`,
  added: (date) => `Ajoutée le ${date}`,
  lastUsed: (ago) => `Dernière utilisation : ${ago}`,
  neverUsed: 'Pas encore utilisée',
  synced: 'Sur tous vos appareils',
  thisDevice: 'Sur un seul appareil',
  app: 'Application d’authentification',
  appText: 'Une application de votre téléphone affiche un code que vous saisissez après votre mot de passe.',
  setUpApp: 'Configurer une application d’authentification',
  confirmApp: 'Configurer',
  removeApp: 'Retirer l’application d’authentification',
  codes: 'Codes de secours',
  codesText: 'Pour le jour où le téléphone ou la clé d’accès manquerait. Chaque code sert une fois.',
  codesLeft: (count) => `Codes restants : ${count}`,
  newCodes: 'Créer de nouveaux codes',
  newCodesText: 'Les anciens cessent aussitôt de fonctionner.',
  done: 'Je les ai gardés',
  lastWay:
    'Cette clé d’accès est le seul moyen d’entrer dans votre compte. Choisissez d’abord un mot de passe ou ajoutez une autre clé d’accès.',
  nameFault: 'Un nom compte de 1 à 64 caractères.',
};
