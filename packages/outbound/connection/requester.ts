import { lookup } from 'node:dns/promises';
import type { Clock } from '@cardea/core';
import { checkedAddresses, type Resolve } from '../address/checked-addresses.ts';
import { isPublicAddress } from '../address/public-address.ts';
import { type Target, targetOf } from '../address/target.ts';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import { type Answer, exchange, type Screen, type Sent } from './exchange.ts';
import { createHostGate, type HostGateLimits } from './host-gate.ts';
import { openFirst } from './open-socket.ts';

export interface RequesterOptions {
  readonly clock: Clock;
  /** Names, addresses, or either with a port, that may be private and speak plain HTTP: the operator's own. */
  readonly allowPrivateHosts?: readonly string[] | undefined;
  /** All addresses of a name; the system's resolver when absent. */
  readonly resolve?: Resolve | undefined;
  /** Whether an address may be connected to; public ones when absent. */
  readonly allowAddress?: ((address: string) => boolean) | undefined;
  /** Certificate authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: readonly string[] | undefined;
  readonly limits?: Partial<HostGateLimits> | undefined;
}

export interface OutboundRequest extends Sent {
  readonly maxBytes: number;
  /** For everything, from the name to the last byte; at most, and when absent, 5 seconds. */
  readonly timeoutMs?: number | undefined;
  readonly screen: Screen;
}

/** Sends requests to URLs that someone else chose, and to nowhere inside (RFC 9700 §4.13, OWASP SSRF prevention). */
export interface Requester {
  request(url: string, request: OutboundRequest): Promise<Answer | FetchRefusal>;
}

const MAX_TIMEOUT_MS = 5000;
const LIMITS: HostGateLimits = { concurrency: 64, concurrencyPerHost: 4, failuresToRest: 3, restSeconds: 30 };
/** Failures of the host itself: it is left in peace for a while. */
const HOST_FAILURES: ReadonlySet<FetchFailure> = new Set(['name', 'connect', 'tls', 'timeout', 'protocol']);

const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** The outcome of the task, or a refusal when time is up, whatever the task is waiting for. */
const withinTime = async <T>(
  timeoutMs: number,
  task: (signal: AbortSignal, endsAtMs: number) => Promise<T | FetchRefusal>,
): Promise<T | FetchRefusal> => {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<FetchRefusal>();
  const timer = setTimeout(() => {
    controller.abort();
    resolve(new FetchRefusal('timeout'));
  }, timeoutMs);
  try {
    return await Promise.race([task(controller.signal, performance.now() + timeoutMs), promise]);
  } finally {
    clearTimeout(timer);
  }
};

export const createRequester = (options: RequesterOptions): Requester => {
  const { resolve = systemResolve, allowAddress = isPublicAddress, ca } = options;
  const trustedHosts = new Set((options.allowPrivateHosts ?? []).map((host) => host.toLowerCase()));
  const gate = createHostGate(options.clock, { ...LIMITS, ...options.limits });

  const send = (target: Target, request: OutboundRequest) =>
    withinTime<Answer>(
      Math.min(request.timeoutMs ?? MAX_TIMEOUT_MS, MAX_TIMEOUT_MS),
      async (signal, endsAtMs): Promise<Answer | FetchRefusal> => {
        const addresses = await checkedAddresses(target, { resolve, allowAddress });
        if (addresses instanceof FetchRefusal) return addresses;
        const socket = await openFirst(addresses, target, { signal, endsAtMs, ca });
        if (socket instanceof FetchRefusal) return socket;
        return exchange(socket, target, { ...request, signal });
      },
    );

  return {
    async request(url, request) {
      const target = targetOf(url, trustedHosts);
      if (target instanceof FetchRefusal) return target;
      const leave = gate.enter(target.authority);
      if (!leave) return new FetchRefusal('busy');
      let answer: Answer | FetchRefusal = new FetchRefusal('connect');
      try {
        answer = await send(target, request);
      } finally {
        leave(!(answer instanceof FetchRefusal && HOST_FAILURES.has(answer.failure)));
      }
      return answer;
    },
  };
};
