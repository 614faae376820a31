/** What passkeys are bound to (Web Authentication §4, §5.1.3): the host of the issuer, and its origin. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** An IPv4 address, or an IPv6 one in brackets. */
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

/** Undefined where browsers know no passkeys: for an address instead of a name, and without TLS but on this machine. */
export const relyingParty = (issuer: string): RelyingParty | undefined => {
  const { hostname, origin, protocol } = new URL(issuer);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  return ADDRESS.test(hostname) || !(protocol === 'https:' || isLocal) ? undefined : { id: hostname, origin };
};
