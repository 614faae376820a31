import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { AdminContext } from './context.ts';
import { RefusedCall } from './problems/refused.ts';
import { adminRouter } from './router.ts';

/** Where the procedures lie under the origin of whoever serves them. */
export const ADMIN_PATH = '/admin/trpc';

export interface AdminHandlerOptions {
  /** The path under which the procedures lie, where it is another. */
  readonly endpoint?: string | undefined;
  readonly contextOf: (request: Request) => AdminContext;
  /** Told of what was no refusal: a fault of the database, or a defect. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

/** The procedures as a fetch handler: the same for a socket, a network and a call inside one process. */
export const createAdminHandler =
  ({ endpoint = ADMIN_PATH, contextOf, onFault }: AdminHandlerOptions): ((request: Request) => Promise<Response>) =>
  (req) =>
    fetchRequestHandler({
      endpoint,
      req,
      router: adminRouter,
      allowBatching: false,
      createContext: () => contextOf(req),
      onError: ({ error }) => {
        const isRefusal =
          error.cause instanceof RefusedCall || error.code === 'BAD_REQUEST' || error.code === 'NOT_FOUND';
        if (!isRefusal) onFault(error.cause ?? error);
      },
    });
