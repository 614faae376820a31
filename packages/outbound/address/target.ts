import { isIP } from 'node:net';
import { FetchRefusal } from '../document/fetch-refusal.ts';

/** Where a document lies, taken apart once; nothing later looks at the URL again. */
export interface Target {
  readonly secure: boolean;
  /** Lower-case name without a final dot, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Of the Host header (RFC 9112 §3.2). */
  readonly authority: string;
  readonly path: string;
  /** The operator allows this host to be anywhere, and to speak plain HTTP. */
  readonly isTrusted: boolean;
}

const MAX_URL_CHARS = 2048;

/** Names that mean this machine or this network, whatever a resolver says (RFC 6761, RFC 6762, RFC 8375). */
const PRIVATE_SUFFIXES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home.arpa', 'onion'];

const isPrivateName = (host: string): boolean =>
  !host.includes('.') || PRIVATE_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`));

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

/**
 * The target of a URL that someone else chose. The URL standard has turned `2130706433`, `0177.0.0.1` and `127.1` into
 * 127.0.0.1 by then. `trustedHosts` are names, addresses, or either with a port, that may be private and speak plain HTTP.
 */
export const targetOf = (text: string, trustedHosts: ReadonlySet<string>): Target | FetchRefusal => {
  if (text.length > MAX_URL_CHARS || text.includes('#') || !URL.canParse(text)) return new FetchRefusal('url');
  const url = new URL(text);
  const secure = url.protocol === 'https:';
  const host = bareHost(url);
  const port = portOf(url);
  if (
    (!secure && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== '' ||
    host === '' ||
    port === 0
  ) {
    return new FetchRefusal('url');
  }
  const isTrusted = trustedHosts.has(host) || trustedHosts.has(`${host}:${port}`) || trustedHosts.has(url.host);
  if (!secure && !isTrusted) return new FetchRefusal('url');
  if (!isTrusted && isIP(host) === 0 && isPrivateName(host)) return new FetchRefusal('name');
  return { secure, host, port, authority: url.host, path: url.pathname + url.search, isTrusted };
};
