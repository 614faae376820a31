import type { AccountMessages } from './messages.ts';

export const accountInFrench: AccountMessages = {
  title: 'Votre compte',
  place: 'votre compte',
  navigation: 'Rubriques de votre compte',
  switchAccount: 'Passer à un autre compte',
  greeting: (name) => `Bonjour ${name}`,
  confirm: {
    title: 'Confirmez qu’il s’agit bien de vous',
    text: 'Votre connexion remonte à quelque temps. Prouvez encore une fois qui vous êtes avant de continuer.',
    submit: 'Confirmer',
  },
  sections: {
    devices: { title: 'Appareils', summary: 'Voir où vous êtes connecté, et vous déconnecter à distance.' },
    data: { title: 'Vos données', summary: 'Emporter une copie de tout ce qui est conservé à votre sujet.' },
  },
  notices: {
    device_signed_out: 'L’appareil est déconnecté.',
    devices_signed_out: 'Tous les autres appareils sont déconnectés.',
  },
  devices: {
    current: 'Cet appareil',
    browserOn: (browser, system) => `${browser} sous ${system}`,
    unknownBrowser: 'Un navigateur inconnu',
    lastSeen: (ago) => `Dernière utilisation : ${ago}`,
    since: (date) => `Connecté depuis le ${date}`,
    end: 'Déconnecter',
    endOf: (browser) => `Déconnecter : ${browser}`,
    others: 'Quelque chose vous est inconnu ?',
    othersText:
      'Déconnectez-vous partout sauf ici, et changez votre mot de passe. Les applications autorisées à continuer en votre absence gardent leur accès : vous les trouverez parmi vos applications.',
    endOthers: 'Déconnecter tous les autres appareils',
    onlyThis: 'Vous n’êtes connecté nulle part ailleurs.',
  },
  data: {
    what: 'Ce que vous obtenez',
    text: 'Un fichier au format JSON : votre profil, les endroits où vous êtes connecté, les applications autorisées et vos seconds facteurs. Les mots de passe et autres secrets n’y figurent pas.',
    submit: 'Télécharger mes données',
  },
};
