import type { FirstOwnerMessages } from './messages.ts';

export const firstOwnerInSpanish: FirstOwnerMessages = {
  title: 'Bienvenido a su servidor',
  text: (place) =>
    `Usted es la primera persona en llegar: la cuenta que cree será propietaria de ${place} y lo administrará. El enlace sirve una sola vez.`,
  username: 'Nombre de usuario',
  email: 'Dirección de correo (opcional)',
  emailHelp: 'Con ella puede iniciar sesión y recibir una contraseña nueva por correo.',
  password: 'Contraseña',
  passwordHelp:
    'Al menos 8 caracteres. Unas palabras que usted invente son fáciles de recordar y difíciles de adivinar.',
  submit: 'Crear el propietario',
  faults: {
    username:
      'Este nombre de usuario no sirve. Elija uno sin espacios en los extremos y de 100 caracteres como máximo.',
    email: 'Esto no es una dirección de correo válida.',
    taken: 'Alguien tiene ya este nombre de usuario o esta dirección. Elija otros.',
  },
  done: { title: 'El servidor es suyo', text: 'La cuenta está creada. Inicie sesión con ella.', goOn: 'A la consola' },
};
