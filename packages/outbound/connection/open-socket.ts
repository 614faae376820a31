import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Target } from '../address/target.ts';
import { FetchRefusal } from '../document/fetch-refusal.ts';

export interface SocketOptions {
  readonly signal: AbortSignal;
  /** How long this address may take to answer; the next one is tried then. */
  readonly timeoutMs: number;
  /** Certificate authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: readonly string[] | undefined;
}

const open = (address: string, { secure, host, port }: Target, ca: readonly string[] | undefined): Socket =>
  secure
    ? connectTls({
        host: address,
        port,
        // The certificate is checked against the name of the URL, not against the address (RFC 9110 §4.3.4).
        servername: isIP(host) === 0 ? host : '',
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ALPNProtocols: ['http/1.1'],
        ...(ca && { ca: [...ca] }),
      })
    : connectTcp({ host: address, port });

/** A connection to exactly this address, its certificate verified before anything is written. */
const openSocket = (address: string, target: Target, options: SocketOptions): Promise<Socket | FetchRefusal> =>
  new Promise((resolve) => {
    const socket = open(address, target, options.ca);
    let isConnected = false;

    const settle = (outcome: Socket | FetchRefusal): void => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', abort);
      if (outcome instanceof FetchRefusal) socket.destroy();
      resolve(outcome);
    };
    const fail = (): void => settle(new FetchRefusal(isConnected && target.secure ? 'tls' : 'connect'));
    const abort = (): void => settle(new FetchRefusal('timeout'));
    const timer = setTimeout(abort, options.timeoutMs);

    options.signal.addEventListener('abort', abort);
    socket.once('connect', () => {
      isConnected = true;
      if (!target.secure) settle(socket);
    });
    socket.once('secureConnect', () => {
      if (socket instanceof TLSSocket && socket.authorized) settle(socket);
      else fail();
    });
    // Stays for the life of the socket: an error after a refusal must not become an uncaught one.
    socket.on('error', fail);
    socket.once('close', fail);
  });

/** The first of the addresses that takes a connection, in their order, each with its share of the time that is left. */
export const openFirst = async (
  addresses: readonly string[],
  target: Target,
  options: Omit<SocketOptions, 'timeoutMs'> & { readonly endsAtMs: number },
): Promise<Socket | FetchRefusal> => {
  let outcome: Socket | FetchRefusal = new FetchRefusal('connect');
  for (const [tried, address] of addresses.entries()) {
    if (options.signal.aborted) return new FetchRefusal('timeout');
    const timeoutMs = Math.max(1, (options.endsAtMs - performance.now()) / (addresses.length - tried));
    outcome = await openSocket(address, target, { ...options, timeoutMs });
    // A host that answers and is not who it should be is not asked at its other addresses.
    if (!(outcome instanceof FetchRefusal) || outcome.failure === 'tls') return outcome;
  }
  return outcome;
};
