import type { MailWords } from './mail-words.ts';

const ignore = 'Si no fue usted, no haga nada: sin este enlace no ocurre nada.';

export const es: MailWords = {
  mails: {
    verify_email: {
      subject: (place) => `Confirme su dirección de correo para ${place}`,
      text: (place) => `Confirme que esta es la dirección de correo de su cuenta en ${place}.`,
      action: 'Confirmar la dirección',
      otherwise: ignore,
    },
    reset_password: {
      subject: (place) => `Elija una contraseña nueva para ${place}`,
      text: (place) => `Alguien, probablemente usted, quiere una contraseña nueva para su cuenta en ${place}.`,
      action: 'Elegir una contraseña nueva',
      otherwise: 'Si no fue usted, no haga nada: su contraseña sigue igual.',
    },
    password_changed: {
      subject: (place) => `Se cambió su contraseña de ${place}`,
      text: (place) => `La contraseña de su cuenta en ${place} acaba de cambiarse. Se cerró su sesión en todas partes.`,
      otherwise:
        'Si no fue usted, elija enseguida una contraseña nueva: «¿Olvidó su contraseña?» en la página de inicio de sesión.',
    },
    factors_changed: {
      subject: (place) => `Su inicio de sesión en ${place} ha cambiado`,
      text: (place) =>
        `Una llave de acceso, una aplicación de autenticación o los códigos de recuperación de su cuenta en ${place} acaban de cambiar.`,
      otherwise:
        'Si no fue usted, elija enseguida una contraseña nueva y revise en la página de su cuenta las formas de iniciar sesión.',
    },
    deletion_scheduled: {
      subject: (place) => `Su cuenta en ${place} se eliminará`,
      text: (place, date) =>
        `Su cuenta en ${place} se ha cerrado y se cerró su sesión en todas partes. El ${date} se eliminará con todo lo que contiene. Hasta entonces puede conservarla iniciando sesión.`,
      otherwise:
        'Si no fue usted, inicie sesión antes de ese día, conserve la cuenta y elija enseguida una contraseña nueva.',
    },
    recovery_code_used: {
      subject: (place) => `Se usó un código de recuperación en ${place}`,
      text: (place) =>
        `Alguien, probablemente usted, acaba de iniciar sesión en su cuenta en ${place} con su contraseña y un código de recuperación. Ese código ya no sirve; los demás sí.`,
      otherwise:
        'Si no fue usted, elija enseguida una contraseña nueva y cree códigos de recuperación nuevos en la página de su cuenta.',
    },
    register: {
      subject: (place) => `Termine de crear su cuenta en ${place}`,
      text: (place) => `Confirme su dirección de correo y su cuenta en ${place} estará lista.`,
      action: 'Crear la cuenta',
      otherwise: ignore,
    },
    account_exists: {
      subject: (place) => `Ya tiene una cuenta en ${place}`,
      text: (place) =>
        `Alguien, probablemente usted, quiso crear una cuenta en ${place} con esta dirección. Ya tiene una: inicie sesión con ella, o elija una contraseña nueva si no recuerda la suya.`,
      action: 'Elegir una contraseña nueva',
      otherwise: 'Si no fue usted, no haga nada: no se cambió nada.',
    },
    confirm_email: {
      subject: (place) => `Confirme su nueva dirección de correo para ${place}`,
      text: (place) => `Confirme que su cuenta en ${place} debe tener desde ahora esta dirección de correo.`,
      action: 'Usar esta dirección',
      otherwise: ignore,
    },
    email_changed: {
      subject: (place) => `Se cambió su dirección de correo en ${place}`,
      text: (place, newEmail) => `Su cuenta en ${place} tiene ahora la dirección ${newEmail}. Esta ya no se usa.`,
      otherwise: 'Si no fue usted, avise enseguida a los responsables de este servidor.',
    },
    sign_in_code: {
      subject: (place) => `Su código para ${place}`,
      text: (place) => `Escriba este código en la página en la que inicia sesión en ${place}:`,
      otherwise:
        'No diga este código a nadie. Si no está iniciando sesión, no haga nada y piense en cambiar su contraseña.',
    },
    invitation: {
      subject: (place) => `Su cuenta en ${place}`,
      text: (place) => `Se creó para usted una cuenta en ${place}. Elija una contraseña para empezar.`,
      action: 'Elegir una contraseña',
      otherwise: 'Si no lo esperaba, no haga nada.',
    },
  },
  validFor: (time) => `Válido durante ${time} y una sola vez.`,
  copyLink: 'Si el botón no funciona, copie esta dirección en su navegador:',
  footer: (place) => `${place} envió este correo porque alguien lo pidió o porque se cambió su cuenta.`,
};
