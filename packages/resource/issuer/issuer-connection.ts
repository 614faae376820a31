import type { ResourceClock } from '../clock.ts';

/** The issuer as this resource reaches it. */
export interface IssuerConnection {
  /** Its identifier, compared letter by letter with `iss`. */
  readonly issuer: string;
  /** For each request to it, body included. */
  readonly deadlineMs: number;
  /** http to other hosts than loopback. */
  readonly allowHttp: boolean;
  readonly clock: ResourceClock;
}
