import { accountInSpanish } from './account/es.ts';
import { byMailInSpanish } from './by-mail/es.ts';
import { firstOwnerInSpanish } from './first-owner/es.ts';
import type { Messages } from './messages.ts';

export const es: Messages = {
  account: accountInSpanish,
  byMail: byMailInSpanish,
  firstOwner: firstOwnerInSpanish,
  login: {
    title: 'Iniciar sesión',
    toContinue: (application) => `para continuar en ${application}`,
    again: 'Confirme que es usted.',
    otherPerson: 'La aplicación pide una cuenta distinta de la que tiene abierta.',
    username: 'Nombre de usuario o correo electrónico',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    failed: 'El nombre de usuario o la contraseña no son correctos.',
    failedHelp: 'Revise ambos e inténtelo de nuevo. En la contraseña cuentan las mayúsculas.',
    tooMany: (wait) => `Demasiados intentos. Espere ${wait} e inténtelo de nuevo.`,
    sentTo: (host) => `Su contraseña se envía a ${host} y a ninguna aplicación.`,
  },
  factor: {
    title: 'Un paso más',
    asWhom: (name) => `Confirme que es ${name}`,
    stepUp: (application) => `${application} le pide que confirme una vez más que es usted.`,
    code: 'Código de su aplicación de autenticación',
    codeHelp: 'La aplicación muestra un código nuevo cada poco. Cada uno sirve una vez.',
    recoveryCode: 'Código de recuperación',
    recoveryCodeHelp:
      'Uno de los códigos que guardó para el día en que falten la aplicación o la llave de acceso. Cada uno sirve una vez.',
    submit: 'Continuar',
    passkey: 'Usar una llave de acceso',
    passkeyFailed: 'La llave de acceso no funcionó. Inténtelo otra vez o inicie sesión de otra manera.',
    noScript:
      'Una llave de acceso necesita JavaScript, que está desactivado en este navegador. Elija otra cosa más abajo.',
    mailAsk: 'Para su seguridad, enviamos un código a la dirección de correo de su cuenta.',
    mailSent: 'Un código va en camino a la dirección de correo de su cuenta.',
    instead: {
      passkey: 'Usar una llave de acceso',
      totp: 'Usar un código de la aplicación de autenticación',
      recovery_code: 'Usar un código de recuperación',
      email: 'Usar un código por correo',
    },
    otherPerson: 'Iniciar sesión con otra cuenta',
    failed: 'Ese código no es correcto o ya se usó.',
    failedHelp: 'Use el código que se muestra ahora. Si sigue fallando, compruebe la hora de su dispositivo.',
    tooMany: (wait) => `Demasiados intentos. Vuelva a intentarlo después de: ${wait}.`,
  },
  setup: {
    title: 'Proteja su cuenta',
    required: (application) =>
      `${application} pide más que una contraseña. Configúrelo una vez y úselo cada vez que inicie sesión.`,
    wished: (application) =>
      `${application} desea más que una contraseña. Configúrelo una vez y úselo cada vez que inicie sesión.`,
    passkeyTitle: 'Con una llave de acceso',
    passkeyText:
      'Su dedo, su cara o el PIN de su dispositivo: nada que escribir y nada que una página falsa pueda captar.',
    passkeyCreate: 'Crear una llave de acceso',
    passkeyName: 'Llave de acceso',
    totpTitle: 'Con una aplicación de autenticación',
    scan: 'Escanee esta imagen con la aplicación de su teléfono',
    qrCode: 'Código QR para su aplicación de autenticación',
    key: 'O escriba esta clave en la aplicación:',
    code: 'Después escriba el código que muestra la aplicación',
    submit: 'Configurar y continuar',
    later: 'Ahora no',
  },
  recoveryCodes: {
    title: 'Guarde sus códigos de recuperación',
    text: 'Si faltan el teléfono o la llave de acceso, uno de estos códigos le deja entrar. Cada uno sirve una vez. Solo se muestran ahora: imprima esta página o guarde el archivo en un lugar seguro.',
    download: 'Descargar como archivo de texto',
    next: (application) => `Los he guardado: continuar a ${application}`,
  },
  help: 'Ayuda',
  cancel: (application) => `Cancelar y volver a ${application}`,
  upstream: {
    continueWith: (provider) => `Continuar con ${provider}`,
    or: 'o',
    problems: {
      unavailable: (provider) =>
        `${provider} no responde en este momento. Inténtelo de nuevo dentro de un momento, o inicie sesión de otra manera.`,
      denied: (provider) => `${provider} no inició su sesión. Inténtelo de nuevo, o inicie sesión de otra manera.`,
      untrusted: (provider) =>
        `La respuesta de ${provider} no era de fiar, así que nadie inició sesión. Inténtelo de nuevo; si sigue igual, avise a los responsables de este servidor.`,
      failed: (provider) =>
        `${provider} respondió con un error. Inténtelo de nuevo; si sigue igual, avise a los responsables de este servidor.`,
      stale: (provider) => `${provider} no confirmó que usted acabe de iniciar sesión. Inicie sesión de otra manera.`,
      not_admitted: (provider) =>
        `Esta cuenta de ${provider} no se puede usar aquí. Use otra, o inicie sesión de otra manera.`,
      deleting: () =>
        'Usted eliminó esta cuenta. Para conservarla, inicie sesión con su contraseña, o pregunte a los responsables de este servidor.',
      account_exists: (provider) =>
        `Parece que ya tiene una cuenta aquí. Inicie sesión como siempre y vincule después ${provider} en la página de su cuenta.`,
      no_account: (provider) =>
        `Nadie aquí está vinculado a esta cuenta de ${provider}. Inicie sesión como siempre y vincúlela después en la página de su cuenta.`,
      linked_elsewhere: (provider) =>
        `Su cuenta de aquí, o esta cuenta de ${provider}, ya tiene otro vínculo. Primero hay que quitarlo.`,
      last_way: (provider) => `Sin ${provider} ya no podría iniciar sesión. Establezca primero una contraseña.`,
      expired: (provider) => `Tardó demasiado, o su sesión se cerró entretanto. Vincule ${provider} de nuevo.`,
    },
  },
  selectAccount: {
    title: 'Elija una cuenta',
    toContinue: (application) => `para continuar en ${application}`,
    other: 'Usar otra cuenta',
  },
  consent: {
    title: (application) => `${application} quiere acceder a su cuenta`,
    signedInAs: 'Sesión iniciada como',
    switchAccount: 'Cambiar de cuenta',
    willBeAble: 'Podrá',
    isNew: 'Nuevo',
    returnsTo: 'Después volverá a',
    thisDevice: 'una aplicación de este dispositivo',
    lasting: 'El acceso dura hasta que usted lo retire, también cuando no esté.',
    passing: 'El acceso termina poco después de que deje de usar la aplicación.',
    unproven: (application) =>
      `Cualquiera puede escribir un programa que se llame ${application}. Continúe solo si acaba de iniciarlo usted.`,
    selfRegistered: (application) =>
      `Nadie aquí ha comprobado ${application}: la aplicación se registró a sí misma con este nombre. Continúe solo si confía en ella.`,
    describedAt: (application) =>
      `Nadie aquí ha comprobado ${application}. La aplicación se presenta en esta dirección; continúe solo si la conoce y confía en ella:`,
    privacy: 'Privacidad',
    terms: 'Condiciones',
    allow: 'Permitir',
    deny: 'No permitir',
    scopes: {
      openid: 'Reconocerle cuando vuelva',
      profile: 'Ver su nombre y su perfil',
      email: 'Ver su correo electrónico',
      phone: 'Ver su número de teléfono',
      address: 'Ver su dirección postal',
      offline_access: 'Mantener este acceso cuando no esté',
    },
  },
  logout: {
    title: '¿Cerrar sesión?',
    askedBy: (application) => `${application} le pide que cierre también la sesión aquí.`,
    choose: 'Hay varias personas con la sesión iniciada en este navegador. Elija quién la cierra.',
    confirm: 'Cerrar sesión',
    confirmAll: 'Cerrar todas las sesiones',
    stay: 'Seguir con la sesión iniciada',
    returnsTo: 'Después volverá a',
    applications: 'Las aplicaciones abiertas pueden mantener su sesión hasta que la cierre también en ellas.',
    leaving: {
      title: 'Cerrando la sesión',
      text: 'Se está avisando a las aplicaciones que ha usado; tardará un momento.',
      goOn: 'Continuar',
    },
    done: { title: 'Ha cerrado la sesión', text: 'Para iniciarla de nuevo, vuelva a la aplicación.' },
    stayed: { title: 'Su sesión sigue abierta', text: 'No se cambió nada. Puede volver a la aplicación.' },
    others: 'Con la sesión iniciada en este navegador',
  },
  devMail: {
    title: 'Correo',
    text: 'Lo que este servidor de desarrollo habría enviado. Desaparece cuando el servidor se detiene.',
    empty: 'Todavía no hay correo.',
    to: 'Para',
    asHtml: 'Ver como HTML',
    all: 'Todos los mensajes',
  },
  device: {
    title: 'Conectar un dispositivo',
    text: 'Escriba el código que muestra su dispositivo.',
    code: 'Código',
    submit: 'Continuar',
    compare: 'Compruebe que su dispositivo muestra exactamente este código.',
    warning:
      'Continúe solo si lo ha iniciado usted, en un dispositivo que tiene delante. Nadie más tiene motivo para enviarle un código.',
    unknown: 'Este código no se conoce.',
    unknownHelp: 'Compárelo con su dispositivo. Puede haber caducado: entonces el dispositivo muestra uno nuevo.',
    tooMany: (wait) => `Se han probado demasiados códigos. Espere ${wait} e inténtelo de nuevo.`,
    asks: (application) => `¿Conectar un dispositivo con ${application}?`,
    shows: 'Su dispositivo muestra este código',
    askedFrom: 'Solicitado desde la dirección',
    sameNetwork: 'La misma red que la suya',
    otherNetwork: 'Otra red que la suya',
    askedAt: (ago) => `Solicitado ${ago}`,
    onlyIf: (application) =>
      `Permítalo solo si ve el código en un dispositivo que tiene delante y ha iniciado allí ${application} usted mismo. Quien tenga ese dispositivo obtiene el acceso.`,
    allowed: { title: 'Su dispositivo está conectado', text: 'Puede volver a él y cerrar esta página.' },
    denied: { title: 'El dispositivo no se ha conectado', text: 'No se ha permitido nada. Puede cerrar esta página.' },
  },
  formPost: {
    title: 'Iniciando sesión',
    text: (application) => `Está volviendo a ${application}.`,
    submit: 'Continuar',
  },
  error: {
    kinds: {
      expired: {
        title: 'Esta página ha caducado',
        text: 'Una página de inicio de sesión sirve una vez y por poco tiempo. Vuelva a la aplicación y empiece de nuevo.',
      },
      other_browser: {
        title: 'Esta página es de otro navegador',
        text: 'El inicio de sesión termina en el navegador donde empezó. Vuelva a la aplicación en este navegador y empiece de nuevo. Las cookies deben estar permitidas.',
      },
      form: {
        title: 'Eso no vino de nuestra página',
        text: 'Para protegerle, no se cambió nada. Vuelva atrás, recargue la página e inténtelo de nuevo. Las cookies deben estar permitidas.',
      },
      link: {
        title: 'Este enlace ya no funciona',
        text: 'Un enlace sirve una vez y durante un tiempo, y un mensaje más nuevo lo sustituye. Pida otro donde lo obtuvo.',
      },
      set_up: {
        title: 'Este enlace de instalación ya no funciona',
        text: 'Sirve una vez, durante una hora y mientras el servidor no tenga propietario. Quien lo administra crea otro con: cardea setup --link',
      },
      application: {
        title: 'No conocemos esta aplicación',
        text: 'La aplicación que le envió aquí no está registrada o está desactivada. No se le envió nada sobre usted. Avise a sus responsables.',
      },
      address: {
        title: 'El camino de vuelta no es seguro',
        text: 'La aplicación quería enviarle a una dirección que no tiene registrada. Para protegerle, no se envió nada allí. Avise a sus responsables.',
      },
      malformed: {
        title: 'No se entiende esta solicitud',
        text: 'Falta algo en la dirección o hay un error. Vuelva a la aplicación y empiece de nuevo.',
      },
      not_found: {
        title: 'Aquí no hay nada',
        text: 'Quizá la dirección está mal escrita o la página se ha movido.',
      },
      busy: {
        title: 'Estamos muy ocupados',
        text: 'Esto tarda más de lo debido. Espere un momento y recargue la página.',
      },
      too_many: {
        title: 'Demasiados intentos',
        text: 'Espere un momento e inténtelo de nuevo.',
      },
      defect: {
        title: 'Algo ha fallado aquí',
        text: 'No es culpa suya. Inténtelo de nuevo; si persiste, avise a los responsables de este servidor.',
      },
    },
    returnTo: (application) => `Iniciar sesión de nuevo en ${application}`,
    requestId: 'Solicitud',
    requestIdHelp: 'Con este número se puede encontrar su solicitud.',
  },
};
