import { randomBytes } from 'node:crypto';
import type { Settings } from '../config/settings-table.ts';
import { cookieValue } from './cookie-value.ts';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const HANDLES = /^[A-Za-z0-9_-]{1,100}(\.[A-Za-z0-9_-]{1,100}){0,4}$/;

/** The name of the cookie that the script of `check_session_iframe` reads. */
export const stateCookieName = (issuer: string): string =>
  `${issuer.startsWith('https:') ? '__Secure-' : ''}cardea_state`;

/** What a browser's cookies say. */
export interface KnownBrowser {
  /** The secret of the browser itself: binds what is begun here to it. */
  readonly secret: string;
  /** Whether the secret was made just now, and is to be set. */
  readonly isNew: boolean;
  /** Handles of the sessions it is signed in with, in their order. */
  readonly sessionHandles: readonly string[];
}

export interface BrowserCookies {
  read(request: Request): KnownBrowser;
  /** Set-Cookie of the browser's own secret. */
  browser(secret: string): string;
  /** Set-Cookie of all its sessions; none takes the cookie away. */
  sessions(handles: readonly string[]): string;
  /** Set-Cookie of what clients may watch of who is signed in, for the page of `check_session_iframe`. */
  state(browserState: string): string;
}

/**
 * The cookies of the pages. With an https issuer they have the prefix `__Host-`: no other host and no plain connection can
 * set them (RFC 6265bis §4.1.3.2). Over http, in development, browsers would refuse such names.
 *
 * The state is another kind: a script reads it, in a frame of an application's page, so it is neither `HttpOnly` nor `Lax`. It
 * is worth nothing to anybody else, and its path keeps it to the one page that has the script.
 */
export const createBrowserCookies = (
  settings: Pick<Settings, 'issuer' | 'basePath' | 'sessionMaxSeconds'>,
): BrowserCookies => {
  const { issuer, basePath } = settings;
  const secure = issuer.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const browserName = `${prefix}cardea_browser`;
  const sessionName = `${prefix}cardea_session`;
  const set = (name: string, value: string, maxAgeSeconds: number): string =>
    `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

  return {
    read({ headers }) {
      const header = headers.get('cookie');
      const secret = cookieValue(header, browserName);
      const known = secret !== undefined && SECRET.test(secret);
      const handles = cookieValue(header, sessionName);
      return {
        secret: known ? secret : randomBytes(SECRET_BYTES).toString('base64url'),
        isNew: !known,
        sessionHandles: handles !== undefined && HANDLES.test(handles) ? handles.split('.') : [],
      };
    },
    browser: (secret) => set(browserName, secret, settings.sessionMaxSeconds),
    state: (browserState) =>
      [
        `${stateCookieName(issuer)}=${browserState}`,
        `Path=${new URL(`${issuer}${basePath}/check-session`).pathname}`,
        `Max-Age=${settings.sessionMaxSeconds}`,
        // Browsers take `None` from secure origins alone; without it only frames of the same site see the cookie
        secure ? 'SameSite=None; Secure' : 'SameSite=Lax',
      ].join('; '),
    sessions: (handles) => set(sessionName, handles.join('.'), handles.length === 0 ? 0 : settings.sessionMaxSeconds),
  };
};
