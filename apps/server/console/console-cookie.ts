import type { Sealer } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';
import { cookieValue } from '../cookies/cookie-value.ts';

interface Ports {
  readonly settings: Pick<Settings, 'issuer'>;
  readonly sealer: Sealer;
}

const CONTEXT = 'console.session';

const nameOf = ({ issuer }: Pick<Settings, 'issuer'>): string =>
  `${issuer.startsWith('https:') ? '__Host-' : ''}cardea_console`;

const set = (settings: Pick<Settings, 'issuer'>, value: string, maxAgeSeconds: number): string =>
  [
    `${nameOf(settings)}=${value}`,
    'Path=/',
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(settings.issuer.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');

/** Set-Cookie of somebody who has signed in at the console: their access token, which only this server can read. */
export const consoleCookie = (accessToken: string, lifetimeSeconds: number, { settings, sealer }: Ports): string =>
  set(settings, sealer.seal(accessToken, CONTEXT), lifetimeSeconds);

export const noConsoleCookie = ({ settings }: Pick<Ports, 'settings'>): string => set(settings, '', 0);

const opened = (box: string, sealer: Sealer): string | undefined => {
  try {
    return sealer.open(box, CONTEXT);
  } catch {
    // Made by somebody else, or with another master key: whoever sends it is signed out
    return undefined;
  }
};

/** The access token of whoever has signed in at the console on this browser. It may have ended. */
export const consoleToken = ({ headers }: Request, { settings, sealer }: Ports): string | undefined => {
  const box = cookieValue(headers.get('cookie'), nameOf(settings));
  return box === undefined || box === '' ? undefined : opened(box, sealer);
};
