import type { AccountMessages } from './messages.ts';

export const accountInSpanish: AccountMessages = {
  title: 'Su cuenta',
  place: 'su cuenta',
  navigation: 'Secciones de su cuenta',
  switchAccount: 'Cambiar a otra cuenta',
  greeting: (name) => `Hola, ${name}`,
  confirm: {
    title: 'Confirme que es usted',
    text: 'Inició sesión hace algún tiempo. Antes de hacer esto, demuestre una vez más quién es.',
    submit: 'Confirmar',
  },
  sections: {
    devices: { title: 'Dispositivos', summary: 'Ver dónde tiene la sesión abierta y cerrarla a distancia.' },
    data: { title: 'Sus datos', summary: 'Llévese una copia de todo lo que se guarda sobre usted.' },
  },
  notices: {
    device_signed_out: 'Se ha cerrado la sesión en el dispositivo.',
    devices_signed_out: 'Se ha cerrado la sesión en todos los demás dispositivos.',
  },
  devices: {
    current: 'Este dispositivo',
    browserOn: (browser, system) => `${browser} en ${system}`,
    unknownBrowser: 'Un navegador desconocido',
    lastSeen: (ago) => `Último uso: ${ago}`,
    since: (date) => `Sesión abierta desde el ${date}`,
    end: 'Cerrar la sesión',
    endOf: (browser) => `Cerrar la sesión: ${browser}`,
    others: '¿Hay algo que no reconoce?',
    othersText:
      'Cierre la sesión en todas partes menos aquí y cambie su contraseña. Las aplicaciones que pueden seguir en su ausencia conservan el acceso: las encontrará entre sus aplicaciones.',
    endOthers: 'Cerrar la sesión en los demás dispositivos',
    onlyThis: 'No tiene la sesión abierta en ningún otro lugar.',
  },
  data: {
    what: 'Lo que recibe',
    text: 'Un archivo en formato JSON: su perfil, dónde tiene la sesión abierta, las aplicaciones que autorizó y sus segundos factores. Las contraseñas y otros secretos no figuran en él.',
    submit: 'Descargar mis datos',
  },
};
