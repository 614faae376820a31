import { accountInFrench } from './account/fr.ts';
import { byMailInFrench } from './by-mail/fr.ts';
import { firstOwnerInFrench } from './first-owner/fr.ts';
import type { Messages } from './messages.ts';

export const fr: Messages = {
  account: accountInFrench,
  byMail: byMailInFrench,
  firstOwner: firstOwnerInFrench,
  login: {
    title: 'Connexion',
    toContinue: (application) => `pour continuer vers ${application}`,
    again: 'Veuillez confirmer que c’est bien vous.',
    otherPerson: 'L’application demande un autre compte que celui avec lequel vous êtes connecté.',
    username: 'Nom d’utilisateur ou adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    failed: 'Le nom d’utilisateur ou le mot de passe n’est pas correct.',
    failedHelp: 'Vérifiez les deux et réessayez. Les majuscules comptent dans le mot de passe.',
    tooMany: (wait) => `Trop de tentatives. Réessayez dans ${wait}.`,
    sentTo: (host) => `Votre mot de passe est envoyé à ${host} et à aucune application.`,
  },
  factor: {
    title: 'Encore une étape',
    asWhom: (name) => `Confirmez que vous êtes ${name}`,
    stepUp: (application) => `${application} vous demande de confirmer encore une fois que c’est bien vous.`,
    code: 'Code de votre application d’authentification',
    codeHelp: 'L’application affiche régulièrement un nouveau code. Chacun sert une fois.',
    recoveryCode: 'Code de secours',
    recoveryCodeHelp:
      'L’un des codes que vous avez gardés pour le jour où l’application ou la clé d’accès manquerait. Chacun sert une fois.',
    submit: 'Continuer',
    passkey: 'Utiliser une clé d’accès',
    passkeyFailed: 'La clé d’accès n’a pas fonctionné. Réessayez ou connectez-vous autrement.',
    noScript:
      'Une clé d’accès a besoin de JavaScript, qui est désactivé dans ce navigateur. Choisissez autre chose ci-dessous.',
    mailAsk: 'Pour votre sécurité, nous envoyons un code à l’adresse e-mail de votre compte.',
    mailSent: 'Un code est en route vers l’adresse e-mail de votre compte.',
    instead: {
      passkey: 'Utiliser plutôt une clé d’accès',
      totp: 'Utiliser plutôt un code de l’application d’authentification',
      recovery_code: 'Utiliser plutôt un code de secours',
      email: 'Utiliser plutôt un code reçu par e-mail',
    },
    otherPerson: 'Se connecter avec un autre compte',
    failed: 'Ce code n’est pas le bon, ou il a déjà servi.',
    failedHelp: 'Prenez le code affiché maintenant. Si cela ne suffit pas, vérifiez l’heure de votre appareil.',
    tooMany: (wait) => `Trop de tentatives. Réessayez après : ${wait}.`,
  },
  setup: {
    title: 'Protégez votre compte',
    required: (application) =>
      `${application} demande plus qu’un mot de passe. Configurez-le une fois, puis utilisez-le à chaque connexion.`,
    wished: (application) =>
      `${application} souhaite plus qu’un mot de passe. Configurez-le une fois, puis utilisez-le à chaque connexion.`,
    passkeyTitle: 'Avec une clé d’accès',
    passkeyText:
      'Votre doigt, votre visage ou le code de votre appareil : rien à saisir, rien qu’une fausse page puisse capter.',
    passkeyCreate: 'Créer une clé d’accès',
    passkeyName: 'Clé d’accès',
    totpTitle: 'Avec une application d’authentification',
    scan: 'Scannez cette image avec l’application de votre téléphone',
    qrCode: 'Code QR pour votre application d’authentification',
    key: 'Ou saisissez cette clé dans l’application :',
    code: 'Saisissez ensuite le code affiché par l’application',
    submit: 'Configurer et continuer',
    later: 'Pas maintenant',
  },
  recoveryCodes: {
    title: 'Gardez vos codes de secours',
    text: 'Si votre téléphone ou votre clé d’accès manque, l’un de ces codes vous ouvre la porte. Chacun sert une fois. Ils ne sont affichés que maintenant : imprimez cette page ou gardez le fichier en lieu sûr.',
    download: 'Télécharger en fichier texte',
    next: (application) => `Je les ai gardés : continuer vers ${application}`,
  },
  help: 'Aide',
  cancel: (application) => `Annuler et revenir à ${application}`,
  upstream: {
    continueWith: (provider) => `Continuer avec ${provider}`,
    or: 'ou',
    problems: {
      unavailable: (provider) =>
        `${provider} ne répond pas en ce moment. Réessayez dans un instant, ou connectez-vous autrement.`,
      denied: (provider) => `${provider} ne vous a pas connecté. Réessayez, ou connectez-vous autrement.`,
      untrusted: (provider) =>
        `La réponse de ${provider} n’était pas digne de confiance : personne n’a été connecté. Réessayez ; si cela persiste, dites-le aux responsables de ce serveur.`,
      failed: (provider) =>
        `${provider} a répondu par une erreur. Réessayez ; si cela persiste, dites-le aux responsables de ce serveur.`,
      stale: (provider) => `${provider} n’a pas confirmé que vous venez de vous connecter. Connectez-vous autrement.`,
      not_admitted: (provider) =>
        `Ce compte ${provider} ne peut pas être utilisé ici. Prenez-en un autre, ou connectez-vous autrement.`,
      deleting: () =>
        'Vous avez supprimé ce compte. Pour le garder, connectez-vous avec votre mot de passe, ou adressez-vous aux responsables de ce serveur.',
      account_exists: (provider) =>
        `Vous semblez avoir déjà un compte ici. Connectez-vous comme d’habitude, puis associez ${provider} sur la page de votre compte.`,
      no_account: (provider) =>
        `Personne ici n’est associé à ce compte ${provider}. Connectez-vous comme d’habitude, puis associez-le sur la page de votre compte.`,
      linked_elsewhere: (provider) =>
        `Votre compte ici, ou ce compte ${provider}, a déjà une autre association. Elle doit d’abord être retirée.`,
      last_way: (provider) =>
        `Sans ${provider}, vous ne pourriez plus vous connecter. Définissez d’abord un mot de passe.`,
      expired: (provider) =>
        `Cela a pris trop de temps, ou vous avez été déconnecté entre-temps. Associez ${provider} de nouveau.`,
    },
  },
  selectAccount: {
    title: 'Choisissez un compte',
    toContinue: (application) => `pour continuer vers ${application}`,
    other: 'Utiliser un autre compte',
  },
  consent: {
    title: (application) => `${application} demande l’accès à votre compte`,
    signedInAs: 'Connecté en tant que',
    switchAccount: 'Changer de compte',
    willBeAble: 'L’application pourra',
    isNew: 'Nouveau',
    returnsTo: 'Ensuite, vous revenez à',
    thisDevice: 'une application sur cet appareil',
    lasting: 'L’accès dure jusqu’à ce que vous le retiriez, même en votre absence.',
    passing: 'L’accès prend fin peu après que vous cessez d’utiliser l’application.',
    unproven: (application) =>
      `N’importe qui peut écrire un programme qui se nomme ${application}. Continuez seulement si vous venez de le lancer vous-même.`,
    selfRegistered: (application) =>
      `Personne ici n’a vérifié ${application} : l’application s’est enregistrée elle-même sous ce nom. Continuez seulement si vous lui faites confiance.`,
    describedAt: (application) =>
      `Personne ici n’a vérifié ${application}. L’application se présente à cette adresse ; continuez seulement si vous la connaissez et lui faites confiance :`,
    privacy: 'Confidentialité',
    terms: 'Conditions',
    allow: 'Autoriser',
    deny: 'Ne pas autoriser',
    scopes: {
      openid: 'Vous reconnaître quand vous revenez',
      profile: 'Voir votre nom et votre profil',
      email: 'Voir votre adresse e-mail',
      phone: 'Voir votre numéro de téléphone',
      address: 'Voir votre adresse postale',
      offline_access: 'Garder cet accès en votre absence',
    },
  },
  logout: {
    title: 'Se déconnecter ?',
    askedBy: (application) => `${application} vous demande de vous déconnecter ici aussi.`,
    choose: 'Plusieurs personnes sont connectées dans ce navigateur. Choisissez qui se déconnecte.',
    confirm: 'Se déconnecter',
    confirmAll: 'Déconnecter tout le monde',
    stay: 'Rester connecté',
    returnsTo: 'Ensuite, vous revenez à',
    applications:
      'Les applications ouvertes peuvent vous garder connecté jusqu’à ce que vous vous y déconnectiez aussi.',
    leaving: {
      title: 'Déconnexion en cours',
      text: 'Les applications que vous avez utilisées en sont informées, un instant.',
      goOn: 'Continuer',
    },
    done: { title: 'Vous êtes déconnecté', text: 'Pour vous reconnecter, revenez à l’application.' },
    stayed: {
      title: 'Vous êtes toujours connecté',
      text: 'Rien n’a été modifié. Vous pouvez revenir à l’application.',
    },
    others: 'Connectés dans ce navigateur',
  },
  devMail: {
    title: 'Courrier',
    text: 'Ce que ce serveur de développement aurait envoyé. Tout disparaît quand le serveur s’arrête.',
    empty: 'Pas encore de courrier.',
    to: 'À',
    asHtml: 'Afficher en HTML',
    all: 'Tous les messages',
  },
  device: {
    title: 'Connecter un appareil',
    text: 'Saisissez le code affiché par votre appareil.',
    code: 'Code affiché sur l’appareil',
    submit: 'Continuer',
    compare: 'Vérifiez que votre appareil affiche exactement ce code.',
    warning:
      'Ne continuez que si vous avez commencé vous-même, sur un appareil qui est devant vous. Personne d’autre n’a de raison de vous envoyer un code.',
    unknown: 'Ce code n’est pas connu.',
    unknownHelp: 'Comparez-le avec votre appareil. Il a peut-être expiré : l’appareil en affiche alors un nouveau.',
    tooMany: (wait) => `Trop de codes ont été essayés. Attendez ${wait} et réessayez.`,
    asks: (application) => `Connecter un appareil à ${application} ?`,
    shows: 'Votre appareil affiche ce code',
    askedFrom: 'Demandé depuis l’adresse',
    sameNetwork: 'Le même réseau que le vôtre',
    otherNetwork: 'Un autre réseau que le vôtre',
    askedAt: (ago) => `Demandé ${ago}`,
    onlyIf: (application) =>
      `N’autorisez que si vous voyez le code sur un appareil devant vous et y avez lancé ${application} vous-même. La personne qui a cet appareil obtient l’accès.`,
    allowed: { title: 'Votre appareil est connecté', text: 'Vous pouvez y retourner et fermer cette page.' },
    denied: { title: 'L’appareil n’a pas été connecté', text: 'Rien n’a été autorisé. Vous pouvez fermer cette page.' },
  },
  formPost: {
    title: 'Connexion en cours',
    text: (application) => `Vous revenez à ${application}.`,
    submit: 'Continuer',
  },
  error: {
    kinds: {
      expired: {
        title: 'Cette page a expiré',
        text: 'Une page de connexion sert une seule fois et peu de temps. Revenez à l’application et recommencez.',
      },
      other_browser: {
        title: 'Cette page appartient à un autre navigateur',
        text: 'Une connexion se termine dans le navigateur où elle a commencé. Revenez à l’application dans ce navigateur et recommencez. Les cookies doivent être autorisés.',
      },
      form: {
        title: 'Cela ne vient pas de notre page',
        text: 'Pour vous protéger, rien n’a été modifié. Revenez en arrière, rechargez la page et réessayez. Les cookies doivent être autorisés.',
      },
      link: {
        title: 'Ce lien ne fonctionne plus',
        text: 'Un lien ne sert qu’une fois et un certain temps, et un message plus récent le remplace. Demandez-en un autre là où vous l’avez obtenu.',
      },
      set_up: {
        title: 'Ce lien d’installation ne fonctionne plus',
        text: 'Il sert une fois, pendant une heure, et tant que le serveur n’a pas de propriétaire. La personne qui l’exploite en crée un autre avec : cardea setup --link',
      },
      application: {
        title: 'Nous ne connaissons pas cette application',
        text: 'L’application qui vous envoie ici n’est pas enregistrée ou est désactivée. Rien à votre sujet ne lui a été transmis. Prévenez ses responsables.',
      },
      address: {
        title: 'Le chemin du retour n’est pas sûr',
        text: 'L’application voulait vous envoyer à une adresse qui n’est pas enregistrée pour elle. Pour vous protéger, rien n’y a été envoyé. Prévenez ses responsables.',
      },
      malformed: {
        title: 'Cette demande est incompréhensible',
        text: 'Il y a une erreur ou un oubli dans l’adresse. Revenez à l’application et recommencez.',
      },
      not_found: {
        title: 'Il n’y a rien ici',
        text: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
      },
      busy: {
        title: 'Nous sommes très sollicités',
        text: 'Cela prend plus de temps que prévu. Attendez un instant et rechargez la page.',
      },
      too_many: {
        title: 'Trop de tentatives',
        text: 'Attendez un instant et réessayez.',
      },
      defect: {
        title: 'Une erreur s’est produite chez nous',
        text: 'Ce n’est pas votre faute. Réessayez ; si cela persiste, prévenez les responsables de ce serveur.',
      },
    },
    returnTo: (application) => `Se reconnecter à ${application}`,
    requestId: 'Demande',
    requestIdHelp: 'Ce numéro permet de retrouver votre demande.',
  },
};
