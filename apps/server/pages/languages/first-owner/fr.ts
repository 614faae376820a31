import type { FirstOwnerMessages } from './messages.ts';

export const firstOwnerInFrench: FirstOwnerMessages = {
  title: 'Bienvenue sur votre serveur',
  text: (place) =>
    `Vous êtes la première personne ici : le compte que vous créez sera propriétaire de ${place} et l’administrera. Le lien ne sert qu’une fois.`,
  username: 'Nom d’utilisateur',
  email: 'Adresse e-mail (facultative)',
  emailHelp: 'Elle permet de se connecter et de recevoir un nouveau mot de passe par message.',
  password: 'Mot de passe',
  passwordHelp:
    'Au moins 8 caractères. Quelques mots que vous inventez sont faciles à retenir et difficiles à deviner.',
  submit: 'Créer le propriétaire',
  faults: {
    username:
      'Ce nom d’utilisateur ne convient pas. Choisissez-en un sans espaces aux extrémités, de 100 caractères au plus.',
    email: 'Ce n’est pas une adresse e-mail valable.',
    taken: 'Quelqu’un a déjà ce nom d’utilisateur ou cette adresse. Choisissez-en d’autres.',
  },
  done: {
    title: 'Le serveur est à vous',
    text: 'Le compte est créé. Connectez-vous avec lui.',
    goOn: 'Vers la console',
  },
};
