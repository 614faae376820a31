import ipaddr from 'ipaddr.js';

/** Azure answers machines about themselves here, in a range that is public on paper. */
const AZURE_HOST = '168.63.129.16';

/** All of the IPv6 space that is given out for use on the internet (RFC 4291 §2.4, IANA IPv6 address space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const MAPPED = ipaddr.IPv6.parseCIDR('::ffff:0:0/96');
/** What a DNS64 resolver makes of an IPv4 address; the translator connects to the IPv4 address inside (RFC 6052 §2.1). */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

const isPublicIPv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && address.toString() !== AZURE_HOST;

const isPublicIPv6 = (address: ipaddr.IPv6): boolean => {
  if (address.match(MAPPED) || address.match(NAT64)) {
    return isPublicIPv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST);
};

/** An IPv6 address in hexadecimal alone: ipaddr.js takes the compatible form `::8.8.8.8` for the mapped one. */
const inHexadecimal = (address: string): string | undefined =>
  URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : undefined;

/**
 * Whether an address belongs to the public internet: nothing of this machine, of a private network, of a cloud's own
 * services, no multicast, and no other form of such an address (IANA special-purpose registries, RFC 6890).
 */
export const isPublicAddress = (address: string): boolean => {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return isPublicIPv4(ipaddr.IPv4.parse(address));
  const hexadecimal = address.includes(':') ? inHexadecimal(address) : undefined;
  return hexadecimal !== undefined && isPublicIPv6(ipaddr.IPv6.parse(hexadecimal));
};
