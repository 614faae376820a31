import { isLoopbackHost } from '../config/loopback.ts';

const ONE_YEAR_SECONDS = 31_536_000;

/**
 * Headers of every answer of an issuer: nobody guesses a type other than the stated one, and a browser that has met an https
 * issuer insists on https (RFC 6797 §6.1). Not on loopback, where a developer's other servers share the host name.
 */
export const commonHeaders = (issuer: string): Readonly<Record<string, string>> => {
  const { protocol, hostname } = new URL(issuer);
  const strict = protocol === 'https:' && !isLoopbackHost(hostname);
  return {
    'x-content-type-options': 'nosniff',
    ...(strict ? { 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : {}),
  };
};
