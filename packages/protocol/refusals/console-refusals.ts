import { rows } from './row.ts';

/** The console turns a browser away before anything is managed. */
export const consoleRefusals = rows({
  'console.not_signed_in': {
    error: 'login_required',
    status: 401,
    description: 'Sign in first',
    section: 'OWASP ASVS 8.3.1',
    mend: 'The sign-in at the console has ended, or the account may not sign in any more; the console asks for a new one.',
  },
  'console.not_its_page': {
    error: 'access_denied',
    status: 403,
    description: 'The request does not come from the console',
    section: 'OWASP ASVS 3.5.1',
    mend: 'Another site may have sent it, which is what this check is for. Behind a proxy the Origin header must reach Cardea, and CARDEA_ISSUER must be the address that people open.',
  },
  'console.state': {
    error: 'invalid_request',
    description: 'This sign-in was not begun here; open the console again',
    section: 'RFC 6749 10.12',
    mend: 'The answer belongs to another browser, or to a sign-in of more than an hour ago. The person opens the console again.',
  },
  'console.not_built': {
    error: 'temporarily_unavailable',
    status: 503,
    description: 'The console is not built on this server',
    section: 'docs/guides/console.md',
    mend: 'Build it with: bun run build. `bun start` does so by itself.',
  },
});
