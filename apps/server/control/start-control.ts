import { lstatSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SystemServices } from '@cardea/admin';
import type { EpochSeconds, Management } from '@cardea/core';
import { socketPathProblem } from './control-socket.ts';
import { OPERATOR_HEADER, operatorActor } from './operator.ts';

/**
 * A backup takes longer than the ten seconds a connection may otherwise be silent. Bun 1.4 heeds `idleTimeout` on sockets,
 * and `server.timeout()` not; its types know neither for sockets, hence the wider type.
 */
const LIMITS: { readonly maxRequestBodySize: number } = { ...{ maxRequestBodySize: 1024 * 1024, idleTimeout: 0 } };
/** What nobody else may do with the socket, from the instant it exists. */
const OWNER_ONLY = 0o177;
const LOOK_EVERY_MS = 20;

export interface ControlOptions {
  /** Path of the socket. */
  readonly socket: string;
  readonly management: Management;
  readonly system: SystemServices;
  readonly now: () => EpochSeconds;
  /** Told of faults and defects, which the caller is not. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

export interface Control {
  /** Takes no more commands, finishes those under way and removes the socket. */
  stop(): Promise<void>;
  /** Breaks off what is still under way. */
  cut(): void;
}

/** The control socket cannot be opened: the message says why, for the operator. */
export class ControlSocketError extends Error {
  override readonly name = 'ControlSocketError';
}

/** A socket file whose process is gone. Only the owner of the database comes here, so no living server listens on it. */
const removeStale = (path: string): void => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSocket()) throw new ControlSocketError(`${path} is in the way of the control socket: move it elsewhere`);
  rmSync(path, { force: true });
};

/** Serves the management to command lines of this machine, for the user who runs the server and for root alone (0600). */
export const startControl = ({ socket, management, system, now, onFault }: ControlOptions): Control => {
  const problem = socketPathProblem(socket);
  if (problem !== undefined) throw new ControlSocketError(`${socket} ${problem}`);
  removeStale(socket);
  const open = async () => {
    const { createAdminHandler } = await import('@cardea/admin');
    return createAdminHandler({
      contextOf: (request) => ({
        management,
        system,
        actor: operatorActor(request.headers.get(OPERATOR_HEADER)),
        authority: { kind: 'operator' },
        now,
      }),
      onFault,
    });
  };
  // The contract is loaded with the first command: a server that is told nothing does without.
  let handler: ReturnType<typeof open> | undefined;
  const handle = async (request: Request): Promise<Response> => {
    handler ??= open();
    return (await handler)(request);
  };
  const mask = process.umask(OWNER_ONLY);
  try {
    const server = Bun.serve({
      unix: socket,
      ...LIMITS,
      fetch: handle,
      error: (error) => {
        onFault(error);
        return new Response(null, { status: 500 });
      },
    });
    const cut = (): void => {
      void server.stop(true);
      rmSync(socket, { force: true });
    };
    return {
      // Not awaited: it would wait for connections that have asked for nothing yet.
      stop: async () => {
        void server.stop();
        while (server.pendingRequests > 0) await pause(LOOK_EVERY_MS);
        cut();
      },
      cut,
    };
  } finally {
    process.umask(mask);
  }
};
