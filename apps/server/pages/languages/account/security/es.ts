import type { SecurityMessages } from './messages.ts';

export const securityInSpanish: SecurityMessages = {
  passkeys: 'Llaves de acceso',
  passkeysText:
    'Inicie sesión con el dedo, la cara o el PIN de su dispositivo. Una página falsa no puede captar una llave de acceso.',
  noPasskeys: 'Todavía no tiene ninguna llave de acceso.',
  noScript: 'Para añadir una llave de acceso, active JavaScript en este navegador.',
  addPasskey: 'Añadir una llave de acceso',
  passkeyName: 'Nombre, para reconocerla',
  rename: 'Cambiar el nombre',
  renameOf: (name) => `Cambiar el nombre: ${name}`,
  remove: 'Quitar',
  removeOf: (name) => `Quitar: ${name}`,
  added: (date) => `Añadida el ${date}`,
  lastUsed: (ago) => `Último uso: ${ago}`,
  neverUsed: 'Aún sin usar',
  synced: 'En todos sus dispositivos',
  thisDevice: 'En un solo dispositivo',
  app: 'Aplicación de autenticación',
  appText: 'Una aplicación del teléfono muestra un código que escribe después de la contraseña.',
  setUpApp: 'Configurar una aplicación de autenticación',
  confirmApp: 'Configurar',
  removeApp: 'Quitar la aplicación de autenticación',
  codes: 'Códigos de recuperación',
  codesText: 'Para el día en que falten el teléfono o la llave de acceso. Cada código sirve una vez.',
  codesLeft: (count) => `Códigos que quedan: ${count}`,
  newCodes: 'Crear códigos nuevos',
  newCodesText: 'Los anteriores dejan de servir al momento.',
  done: 'Los he guardado',
  lastWay:
    'Esta llave de acceso es la única forma de entrar en su cuenta. Elija antes una contraseña o añada otra llave de acceso.',
  nameFault: 'Un nombre tiene de 1 a 64 caracteres.',
};
