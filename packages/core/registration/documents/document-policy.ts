import type { RateLimitPolicy } from '../../ports/rate-limit.ts';

/** Which documents are followed, and how long they are good. */
export interface DocumentPolicy {
  readonly isOn: boolean;
  /** Whether a document may lie on this machine and come by plain HTTP: while developing, on a server that only this machine reaches. */
  readonly allowLoopback: boolean;
  /** Hosts, or `*.` and a domain. Any where it is empty. */
  readonly allowedHosts: readonly string[];
  readonly deniedHosts: readonly string[];
  /** A document is good for as long as its server says, within these bounds; for the shorter where it does not say. */
  readonly minSeconds: number;
  readonly maxSeconds: number;
  /** Documents fetched for one network. */
  readonly networkLimit: RateLimitPolicy;
  /** Documents fetched from one host, whoever asks: a server is not to be flooded through this one. */
  readonly hostLimit: RateLimitPolicy;
}

const isOneOf = (host: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));

/** Whether clients of this host are taken. A denial is stronger. */
export const isAllowedHost = (
  host: string,
  { allowedHosts, deniedHosts }: Pick<DocumentPolicy, 'allowedHosts' | 'deniedHosts'>,
): boolean => !isOneOf(host, deniedHosts) && (allowedHosts.length === 0 || isOneOf(host, allowedHosts));
