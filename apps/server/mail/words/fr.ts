import type { MailWords } from './mail-words.ts';

const ignore = 'Si ce n’était pas vous, ne faites rien : sans ce lien, il ne se passe rien.';

export const fr: MailWords = {
  mails: {
    verify_email: {
      subject: (place) => `Confirmez votre adresse e-mail pour ${place}`,
      text: (place) => `Veuillez confirmer que ceci est l’adresse e-mail de votre compte chez ${place}.`,
      action: 'Confirmer l’adresse',
      otherwise: ignore,
    },
    reset_password: {
      subject: (place) => `Choisissez un nouveau mot de passe pour ${place}`,
      text: (place) => `Quelqu’un, sans doute vous, demande un nouveau mot de passe pour votre compte chez ${place}.`,
      action: 'Choisir un nouveau mot de passe',
      otherwise: 'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
    },
    password_changed: {
      subject: (place) => `Votre mot de passe pour ${place} a été modifié`,
      text: (place) =>
        `Le mot de passe de votre compte chez ${place} vient d’être modifié. Vous avez été déconnecté partout.`,
      otherwise:
        'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe : « Mot de passe oublié ? » sur la page de connexion.',
    },
    factors_changed: {
      subject: (place) => `Votre connexion à ${place} a été modifiée`,
      text: (place) =>
        `Une clé d’accès, une application d’authentification ou les codes de secours de votre compte sur ${place} viennent d’être modifiés.`,
      otherwise:
        'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et vérifiez les moyens de connexion sur la page de votre compte.',
    },
    deletion_scheduled: {
      subject: (place) => `Votre compte chez ${place} va être supprimé`,
      text: (place, date) =>
        `Votre compte chez ${place} a été fermé et vous êtes déconnecté partout. Il sera supprimé avec tout son contenu le ${date}. D’ici là, vous le gardez en vous connectant.`,
      otherwise:
        'Si ce n’était pas vous, connectez-vous avant ce jour, gardez le compte et choisissez tout de suite un nouveau mot de passe.',
    },
    recovery_code_used: {
      subject: (place) => `Un code de secours a été utilisé sur ${place}`,
      text: (place) =>
        `Quelqu’un, sans doute vous, vient de se connecter à votre compte sur ${place} avec votre mot de passe et un code de secours. Ce code ne sert plus ; les autres restent valables.`,
      otherwise:
        'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et créez de nouveaux codes de secours sur la page de votre compte.',
    },
    register: {
      subject: (place) => `Terminez la création de votre compte chez ${place}`,
      text: (place) => `Veuillez confirmer votre adresse e-mail, et votre compte chez ${place} sera prêt.`,
      action: 'Créer le compte',
      otherwise: ignore,
    },
    account_exists: {
      subject: (place) => `Vous avez déjà un compte chez ${place}`,
      text: (place) =>
        `Quelqu’un, sans doute vous, a voulu créer un compte chez ${place} avec cette adresse. Elle en a déjà un : connectez-vous avec lui, ou choisissez un nouveau mot de passe si vous avez oublié le vôtre.`,
      action: 'Choisir un nouveau mot de passe',
      otherwise: 'Si ce n’était pas vous, ne faites rien : rien n’a été modifié.',
    },
    confirm_email: {
      subject: (place) => `Confirmez votre nouvelle adresse e-mail pour ${place}`,
      text: (place) => `Veuillez confirmer que votre compte chez ${place} doit avoir désormais cette adresse e-mail.`,
      action: 'Utiliser cette adresse',
      otherwise: ignore,
    },
    email_changed: {
      subject: (place) => `Votre adresse e-mail chez ${place} a été modifiée`,
      text: (place, newEmail) =>
        `Votre compte chez ${place} a maintenant l’adresse ${newEmail}. Celle-ci n’est plus utilisée.`,
      otherwise: 'Si ce n’était pas vous, prévenez tout de suite les responsables de ce serveur.',
    },
    sign_in_code: {
      subject: (place) => `Votre code pour ${place}`,
      text: (place) => `Saisissez ce code sur la page où vous vous connectez à ${place} :`,
      otherwise:
        'Ne donnez ce code à personne. Si vous n’êtes pas en train de vous connecter, ne faites rien et pensez à changer de mot de passe.',
    },
    invitation: {
      subject: (place) => `Votre compte chez ${place}`,
      text: (place) => `Un compte chez ${place} a été créé pour vous. Choisissez un mot de passe pour commencer.`,
      action: 'Choisir un mot de passe',
      otherwise: 'Si vous ne vous y attendez pas, ne faites rien.',
    },
  },
  validFor: (time) => `Valable ${time}, une seule fois.`,
  copyLink: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
  footer: (place) => `${place} a envoyé ce message parce que quelqu’un l’a demandé ou que votre compte a été modifié.`,
};
