import { canonicalAddress } from './ip-address.ts';

/** What one proxy says about the request it was sent. */
export interface Hop {
  /** Who sent it: a canonical address or an obfuscated identifier; undefined where the proxy does not tell. */
  readonly by: string | undefined;
  readonly proto: string | undefined;
}

const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const QUOTED = '"(?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t \\x21-\\x7e\\x80-\\xff])*"';
/** forwarded-pair = token "=" value (RFC 7239 §4); sticky, so that pairs are read one after the other. */
const PAIR = new RegExp(`(${TOKEN})=(${TOKEN}|${QUOTED})`, 'y');
const MAX_HOPS = 32;

/**
 * The elements of a comma-separated header from the last to the first. It is read backwards: what a caller wrote at its
 * beginning, an open quote for instance, cannot reach what the proxies appended.
 */
export function* elementsFromRight(header: string): Generator<string> {
  let end = header.length;
  let quoted = false;
  let count = 0;
  for (let at = header.length - 1; at >= -1; at--) {
    const char = at < 0 && !quoted ? ',' : header[at];
    if (char === '"' && !isEscaped(header, at)) quoted = !quoted;
    if (char !== ',' || quoted) continue;
    const element = header.slice(at + 1, end).trim();
    end = at;
    if (element !== '') yield element; // RFC 9110 §5.6.1: empty elements are skipped
    if (++count === MAX_HOPS) return;
  }
}

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
};

/** The parameters of one element of `Forwarded`, or undefined where it breaks the grammar (RFC 7239 §4). */
export const parseForwardedElement = (element: string): ReadonlyMap<string, string> | undefined => {
  const pairs = new Map<string, string>();
  let at = 0;
  while (at <= element.length) {
    while (element[at] === ' ' || element[at] === '\t') at++;
    PAIR.lastIndex = at;
    const match = PAIR.exec(element);
    if (!match) return undefined;
    const [, name = '', raw = ''] = match;
    const key = name.toLowerCase();
    if (pairs.has(key)) return undefined; // "each parameter MUST NOT occur more than once"
    pairs.set(key, raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/gs, '$1') : raw);
    at += match[0].length;
    while (element[at] === ' ' || element[at] === '\t') at++;
    if (at === element.length) return pairs;
    if (element[at++] !== ';') return undefined;
  }
  return undefined;
};

const NODE = /^(?:(\[[0-9A-Fa-f:.]+\])|([0-9.]+)|(_[A-Za-z0-9._-]+)|unknown)(?::(?:\d{1,5}|_[A-Za-z0-9._-]+))?$/;

/** The node of a `for` parameter or of `X-Forwarded-For`: an address, with or without a port, or `_obfuscated` (RFC 7239 §6). */
export const parseNode = (text: string): string | undefined => {
  const bare = canonicalAddress(text); // X-Forwarded-For has IPv6 without brackets
  if (bare !== undefined) return bare;
  const match = NODE.exec(text);
  if (!match) return undefined;
  const address = match[1] ? match[1].slice(1, -1) : match[2];
  return address === undefined ? match[3] : canonicalAddress(address);
};

/** The hops of a `Forwarded` header, the nearest proxy's first. */
export function* forwardedHops(header: string): Generator<Hop> {
  for (const element of elementsFromRight(header)) {
    const pairs = parseForwardedElement(element);
    yield { by: parseNode(pairs?.get('for') ?? ''), proto: pairs?.get('proto')?.toLowerCase() };
  }
}

/** The hops of `X-Forwarded-For` with `X-Forwarded-Proto`, the nearest proxy's first. */
export function* xForwardedHops(addresses: string, protos: string): Generator<Hop> {
  const schemes = [...elementsFromRight(protos)].map((proto) => proto.toLowerCase());
  let index = 0;
  for (const address of elementsFromRight(addresses)) {
    // Most proxies write one scheme for all hops.
    yield { by: parseNode(address), proto: schemes[Math.min(index++, schemes.length - 1)] };
  }
}
