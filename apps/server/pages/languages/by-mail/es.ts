import type { ByMailMessages } from './messages.ts';

export const byMailInSpanish: ByMailMessages = {
  forgot: {
    link: '¿Olvidó su contraseña?',
    title: '¿Olvidó su contraseña?',
    text: 'Díganos quién es. Si tiene una cuenta con dirección de correo, recibirá un mensaje con un enlace para elegir una contraseña nueva.',
    login: 'Nombre de usuario o dirección de correo',
    submit: 'Enviar el mensaje',
    back: 'Volver al inicio de sesión',
  },
  register: {
    link: 'Crear una cuenta',
    title: 'Crear una cuenta',
    text: (place) => `Recibirá un mensaje con un enlace. Con él elige una contraseña para ${place}.`,
    email: 'Dirección de correo',
    submit: 'Enviar el mensaje',
    haveAccount: 'Ya tengo una cuenta',
  },
  sent: {
    title: 'Mire su correo',
    text: 'Un mensaje está en camino. Abra el enlace que contiene, a ser posible en este navegador.',
    help: '¿No llega nada tras unos minutos? Mire en el correo no deseado y revise lo que escribió. Por privacidad no decimos aquí si existe una cuenta.',
  },
  notAnAddress: 'Esto no es una dirección de correo.',
  verify: {
    title: 'Confirme su dirección de correo',
    text: (email) => `¿Es ${email} su dirección?`,
    submit: 'Sí, confirmar',
  },
  newEmail: {
    title: 'Confirme su nueva dirección de correo',
    text: (email, person) => `Desde ahora la cuenta de ${person} tiene la dirección ${email}.`,
    submit: 'Usar esta dirección',
  },
  newPassword: {
    title: 'Elija una contraseña nueva',
    text: (person) => `Para la cuenta de ${person}. Se cerrará su sesión en todos los demás sitios.`,
    label: 'Contraseña nueva',
    help: 'Al menos 8 caracteres. Unas palabras inventadas por usted son fáciles de recordar y difíciles de adivinar.',
    submit: 'Guardar la contraseña',
  },
  createAccount: {
    title: 'Elija una contraseña',
    text: (email) => `Su cuenta tiene la dirección ${email}.`,
    submit: 'Crear la cuenta',
  },
  done: {
    verify_email: { title: 'Su dirección está confirmada', text: 'Gracias. Puede cerrar esta página.' },
    confirm_email: { title: 'Su dirección ha cambiado', text: 'El correo irá desde ahora a su nueva dirección.' },
    reset_password: {
      title: 'Su contraseña ha cambiado',
      text: 'Se cerró su sesión en todas partes. Inicie sesión con la contraseña nueva.',
    },
    register: { title: 'Su cuenta está lista', text: 'Ya puede iniciar sesión.' },
  },
  goOn: 'Iniciar sesión',
  code: {
    title: 'Iniciar sesión por correo',
    text: 'Recibirá un mensaje con un código que se escribe aquí.',
    link: 'Recibir un código por correo',
    send: 'Enviar el código',
    sent: 'Si tiene una cuenta con dirección de correo, un código está en camino.',
    label: 'Código',
    help: 'Ocho cifras, válidas durante diez minutos.',
    submit: 'Iniciar sesión',
    again: 'Enviar otro código',
    wrong: 'El código es incorrecto o demasiado antiguo. Mire el mensaje más reciente o pida otro.',
  },
  ownEmail: {
    title: 'Dirección de correo',
    text: 'Otra dirección se usa en cuanto se abre el enlace de un mensaje enviado a ella. Se avisa a la anterior.',
    label: 'Nueva dirección de correo',
    submit: 'Enviarle un mensaje',
    verify: 'Enviar un mensaje de confirmación',
  },
};
