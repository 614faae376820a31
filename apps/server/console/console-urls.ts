/** The console lies under this path of the issuer. */
export const CONSOLE_PATH = '/admin';
export const CALLBACK_PATH = `${CONSOLE_PATH}/callback`;
export const CONSOLE_API_PATH = `${CONSOLE_PATH}/api`;

const PLACE = /^\/[A-Za-z0-9._~%:@!$&'()*+,;=/?-]{0,1000}$/;

/** A place inside the console, after its own path, as a request names it; its first page for anything else. */
export const placeOf = (named: string | undefined): string =>
  named !== undefined && PLACE.test(named) && !named.startsWith('//') ? named : '/';
