import type { ByMailMessages } from './messages.ts';

export const byMailInFrench: ByMailMessages = {
  forgot: {
    link: 'Mot de passe oublié ?',
    title: 'Mot de passe oublié ?',
    text: 'Dites-nous qui vous êtes. Si vous avez un compte avec une adresse e-mail, vous recevrez un message avec un lien vers un nouveau mot de passe.',
    login: 'Nom d’utilisateur ou adresse e-mail',
    submit: 'Envoyer le message',
    back: 'Retour à la connexion',
  },
  register: {
    link: 'Créer un compte',
    title: 'Créer un compte',
    text: (place) => `Vous recevrez un message avec un lien. Il vous permet de choisir un mot de passe pour ${place}.`,
    email: 'Adresse e-mail',
    submit: 'Envoyer le message',
    haveAccount: 'J’ai déjà un compte',
  },
  sent: {
    title: 'Consultez votre messagerie',
    text: 'Un message est en route. Ouvrez le lien qu’il contient, de préférence dans ce navigateur.',
    help: 'Rien après quelques minutes ? Regardez dans les indésirables et vérifiez votre saisie. Pour protéger la vie privée, nous ne disons pas ici si un compte existe.',
  },
  notAnAddress: 'Ce n’est pas une adresse e-mail.',
  verify: {
    title: 'Confirmez votre adresse e-mail',
    text: (email) => `${email} est-elle votre adresse ?`,
    submit: 'Oui, confirmer',
  },
  newEmail: {
    title: 'Confirmez votre nouvelle adresse e-mail',
    text: (email, person) => `Désormais, le compte de ${person} a l’adresse ${email}.`,
    submit: 'Utiliser cette adresse',
  },
  newPassword: {
    title: 'Choisissez un nouveau mot de passe',
    text: (person) => `Pour le compte de ${person}. Vous serez déconnecté partout ailleurs.`,
    label: 'Nouveau mot de passe',
    help: 'Au moins 8 caractères. Quelques mots de votre invention sont faciles à retenir et difficiles à deviner.',
    submit: 'Enregistrer le mot de passe',
  },
  createAccount: {
    title: 'Choisissez un mot de passe',
    text: (email) => `Votre compte a l’adresse ${email}.`,
    submit: 'Créer le compte',
  },
  done: {
    verify_email: { title: 'Votre adresse est confirmée', text: 'Merci. Vous pouvez fermer cette page.' },
    confirm_email: {
      title: 'Votre adresse est modifiée',
      text: 'Les messages iront désormais à votre nouvelle adresse.',
    },
    reset_password: {
      title: 'Votre mot de passe est modifié',
      text: 'Vous avez été déconnecté partout. Connectez-vous avec le nouveau mot de passe.',
    },
    register: { title: 'Votre compte est prêt', text: 'Vous pouvez maintenant vous connecter.' },
  },
  goOn: 'Se connecter',
  code: {
    title: 'Se connecter par e-mail',
    text: 'Vous recevrez un message avec un code à saisir ici.',
    link: 'Recevoir un code par e-mail',
    send: 'Envoyer le code',
    sent: 'Si vous avez un compte avec une adresse e-mail, un code est en route.',
    label: 'Le code reçu',
    help: 'Huit chiffres, valables dix minutes.',
    submit: 'Se connecter',
    again: 'Envoyer un autre code',
    wrong: 'Le code est faux ou trop ancien. Consultez le dernier message ou demandez-en un autre.',
  },
  ownEmail: {
    title: 'Adresse e-mail',
    text: 'Une autre adresse est utilisée dès que le lien d’un message envoyé à celle-ci a été ouvert. L’ancienne en est avertie.',
    label: 'Nouvelle adresse e-mail',
    submit: 'Y envoyer un message',
    verify: 'Envoyer un message de confirmation',
  },
};
