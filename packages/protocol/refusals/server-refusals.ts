import { rows } from './row.ts';

/** The request may be right; this server cannot or will not serve it now. */
export const serverRefusals = rows({
  'server.rate_limited': {
    error: 'too_many_requests',
    description: 'Too many failed attempts; try again later',
    section: 'RFC 6585 §4',
    mend: 'Wait for the seconds in Retry-After; look in the log for the failing caller.',
  },
  'server.client_rate': {
    error: 'too_many_requests',
    description: 'The client sends requests too often; try again later',
    section: 'RFC 6585 §4',
    mend: 'Let the client reuse its token until it expires, or raise its limit: cardea clients mod ID --rate N',
  },
  'server.hashing_busy': {
    error: 'temporarily_unavailable',
    description: 'The server is busy; try again later',
    section: 'Design D7',
    mend: 'Too many password checks at once. Give machine clients generated secrets; they need no slow hash.',
  },
  'server.database': {
    error: 'temporarily_unavailable',
    description: 'The server cannot reach its database in time; try again later',
    section: 'Design D7',
    mend: 'Run: cardea doctor',
  },
  'server.issuer': {
    error: 'temporarily_unavailable',
    description: 'The authorization server cannot be reached in time; try again later',
    section: 'Design D7',
    mend: 'Open the metadata of the issuer from this machine, and check the credentials for introspection.',
  },
  'server.stopping': {
    error: 'temporarily_unavailable',
    description: 'The server is stopping; try again',
    section: 'Design D7',
    mend: 'Nothing to mend.',
  },
  'server.defect': {
    error: 'server_error',
    description: 'Something went wrong here; the request id helps the operator to find it',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'Look for the request id in the log and report the stack trace.',
  },
});
