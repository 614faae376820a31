import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Only the strict spellings: `ipaddr.js` alone would take octal and short ones. Mapped IPv4 is unwrapped. */
const parse = (text: string): Address | undefined =>
  isIP(text) === 0 ? undefined : ipaddr.process(text.split('%', 1)[0] ?? '');

/**
 * The one spelling of an address (RFC 5952): IPv4 as it is, also where it came as a mapped one (RFC 4291 §2.5.5.2), IPv6
 * in lower case with its longest zeros left out and without a zone. Undefined for anything else.
 */
export const canonicalAddress = (text: string): string | undefined => {
  const address = parse(text);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address?.toString();
};

/** Whether an address lies in one of the blocks, which are written as `10.0.0.0/8`. */
export const addressMatcher = (blocks: readonly string[]): ((address: string) => boolean) => {
  const ranges = blocks.map((block): readonly [Address, number] => {
    const [network, length] = ipaddr.parseCIDR(block);
    return network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && length >= 96
      ? [network.toIPv4Address(), length - 96]
      : [network, length];
  });
  return (text) => {
    const address = parse(text);
    return ranges.some(([network, length]) => address?.kind() === network.kind() && address.match(network, length));
  };
};

/**
 * What an address is counted under: IPv4 as it is, IPv6 by its /64, which is what one household or machine has to
 * itself (RFC 6177 §2). Anything else, such as an obfuscated identifier, as it is.
 */
export const limitKey = (text: string): string => {
  if (!text.includes(':')) return text;
  const address = parse(text);
  if (!address) return text;
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
};
