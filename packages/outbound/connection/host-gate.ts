import type { Clock } from '@cardea/core';

export interface HostGateLimits {
  /** Documents under way at once, in all and from one host. */
  readonly concurrency: number;
  readonly concurrencyPerHost: number;
  /** So many failures of a host in a row close it for `restSeconds`. */
  readonly failuresToRest: number;
  readonly restSeconds: number;
}

/** Called once with whether the host answered. */
export type Leave = (answered: boolean) => void;

export interface HostGate {
  /** Undefined where the host, or everything, is too busy. */
  enter(host: string): Leave | undefined;
}

interface Host {
  readonly underWay: number;
  readonly failures: number;
  readonly restsUntilMs: number;
}

const IDLE: Host = { underWay: 0, failures: 0, restsUntilMs: 0 };
const MAX_REMEMBERED = 1000;

/** Keeps hosts that hang from taking the time of all others: each has few places, and none while it rests. */
export const createHostGate = (clock: Clock, limits: HostGateLimits): HostGate => {
  const hosts = new Map<string, Host>();
  let underWay = 0;

  const remember = (name: string, host: Host): void => {
    hosts.delete(name);
    if (host.underWay === 0 && host.failures === 0) return;
    hosts.set(name, host);
    if (hosts.size <= MAX_REMEMBERED) return;
    for (const [oldest, { underWay: busy }] of hosts) {
      if (busy > 0) continue;
      hosts.delete(oldest);
      return;
    }
  };

  return {
    enter(name) {
      const host = hosts.get(name) ?? IDLE;
      if (underWay >= limits.concurrency || host.underWay >= limits.concurrencyPerHost) return undefined;
      if (clock.nowMs() < host.restsUntilMs) return undefined;
      underWay++;
      remember(name, { ...host, underWay: host.underWay + 1 });

      return (answered) => {
        underWay--;
        const now = hosts.get(name) ?? IDLE;
        const failures = answered ? 0 : now.failures + 1;
        const rests = failures >= limits.failuresToRest;
        remember(name, {
          underWay: now.underWay - 1,
          failures,
          restsUntilMs: rests ? clock.nowMs() + limits.restSeconds * 1000 : 0,
        });
      };
    },
  };
};
