import { isIP } from 'node:net';
import { Unfit } from './setting.ts';

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*$/i;

const unbracketed = (input: string): string => (/^\[.*\]$/.test(input) ? input.slice(1, -1) : input);

/** A host name, or an address with or without brackets. */
export const parseHost = (input: string): string | Unfit => {
  const host = unbracketed(input);
  if (isIP(host)) return host;
  // A name of digits and dots alone is a mistyped address.
  return HOST_NAME.test(host) && !/^[\d.]+$/.test(host) ? host : new Unfit('is not a host name or an address');
};

/** An address, or a block of them in CIDR form (RFC 4632 §3.1); always with its prefix length. */
export const parseCidr = (input: string): string | Unfit => {
  const [address = '', prefix, ...rest] = input.split('/');
  const family = isIP(unbracketed(address));
  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (family === 0 || rest.length > 0 || length < 0 || length > bits)
    return new Unfit('is neither an address nor a block like 10.0.0.0/8');
  return `${unbracketed(address)}/${length}`;
};
