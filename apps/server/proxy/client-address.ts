import type { Settings } from '../config/settings-table.ts';
import { forwardedHops, type Hop, xForwardedHops } from './forwarded.ts';
import { addressMatcher, canonicalAddress } from './ip-address.ts';

export type Scheme = 'http' | 'https';

/** Who sent a request, and how. */
export interface Caller {
  /** A canonical IP address, or the obfuscated identifier (RFC 7239 §6.3) that a trusted proxy gave for it. */
  readonly address: string;
  /** The scheme with which the caller reached the first of our proxies, or this server. */
  readonly scheme: Scheme;
}

export interface HeaderReader {
  get(name: string): string | null;
}

/** Who sent the request that came from this socket address with these headers. */
export type CallerOf = (socketAddress: string, headers: HeaderReader) => Caller;

export interface CallerOptions extends Pick<Settings, 'trustedProxies' | 'proxyHeader'> {
  /** How requests reach this process itself. */
  readonly scheme: Scheme;
}

const isScheme = (text: string | undefined): text is Scheme => text === 'http' || text === 'https';

const canonical = (socketAddress: string): string =>
  socketAddress.includes(':') ? (canonicalAddress(socketAddress) ?? socketAddress) : socketAddress;

/** A proxy sends many requests from few addresses; whoever sends from many is looked at each time. */
const MAX_REMEMBERED = 256;

const remembered = (judge: (address: string) => boolean): ((address: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const verdict = judge(address);
    if (known.size < MAX_REMEMBERED) known.set(address, verdict);
    return verdict;
  };
};

/**
 * The socket's address; or, from a trusted proxy alone, the right-most address in the one configured header that is not
 * a trusted proxy itself. What callers write into these headers lies further left and is never reached (RFC 7239 §8.1).
 */
export const createCallerOf = ({ trustedProxies, proxyHeader, scheme }: CallerOptions): CallerOf => {
  if (trustedProxies.length === 0) return (socketAddress) => ({ address: canonical(socketAddress), scheme });

  const isTrusted = remembered(addressMatcher(trustedProxies));
  const hopsOf = (headers: HeaderReader): Iterable<Hop> =>
    proxyHeader === 'forwarded'
      ? forwardedHops(headers.get('forwarded') ?? '')
      : xForwardedHops(headers.get('x-forwarded-for') ?? '', headers.get('x-forwarded-proto') ?? '');

  return (socketAddress, headers) => {
    let caller: Caller = { address: canonical(socketAddress), scheme };
    if (!isTrusted(caller.address)) return caller;
    for (const { by, proto } of hopsOf(headers)) {
      const known = isScheme(proto) ? proto : caller.scheme;
      // A proxy that does not tell who called it is the last that is known.
      if (by === undefined) return { address: caller.address, scheme: known };
      caller = { address: by, scheme: known };
      if (!isTrusted(by)) return caller;
    }
    return caller;
  };
};
