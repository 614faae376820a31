import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { AdminContext } from './context.ts';
import type { Problem } from './problems/problem.ts';
import { isWrongCall, problemOf } from './problems/problem-of.ts';
import { RefusedCall } from './problems/refused.ts';
import { adminRouter } from './router.ts';

/** Where the procedures lie under the origin of whoever serves them. */
export const ADMIN_PATH = '/admin/trpc';

/** A call that was refused, as its caller is told. */
export interface RefusedProcedure {
  /** `router.name`, as it was asked for. */
  readonly procedure: string;
  readonly problem: Problem;
}

export interface AdminHandlerOptions {
  /** The path under which the procedures lie, where it is another. */
  readonly endpoint?: string | undefined;
  readonly contextOf: (request: Request) => AdminContext;
  /** Told of each call that was refused. Must not throw. */
  readonly onRefused?: ((refused: RefusedProcedure) => void) | undefined;
  /** Told of what was no refusal: a fault of the database, or a defect. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

/** The procedures as a fetch handler: the same for a socket, a network and a call inside one process. */
export const createAdminHandler =
  ({
    endpoint = ADMIN_PATH,
    contextOf,
    onRefused,
    onFault,
  }: AdminHandlerOptions): ((request: Request) => Promise<Response>) =>
  (req) =>
    fetchRequestHandler({
      endpoint,
      req,
      router: adminRouter,
      allowBatching: false,
      createContext: () => contextOf(req),
      onError: ({ error, path }) => {
        if (error.cause instanceof RefusedCall || isWrongCall(error))
          onRefused?.({ procedure: path ?? '', problem: problemOf(error) });
        else onFault(error.cause ?? error);
      },
    });
