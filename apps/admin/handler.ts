import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Requirement } from './authority/judge.ts';
import type { AdminContext } from './context.ts';
import { answerOnce, IDEMPOTENCY_HEADER } from './idempotency/answer-once.ts';
import type { Problem } from './problems/problem.ts';
import { isWrongCall, problemOf } from './problems/problem-of.ts';
import { RefusedCall } from './problems/refused.ts';
import { listProcedures } from './procedures/list-procedures.ts';
import { adminRouter } from './router.ts';

/** What makes something, by its path. */
const creating: ReadonlyMap<string, Requirement> = new Map(
  listProcedures(adminRouter)
    .filter(({ requirement }) => requirement.creates)
    .map(({ path, requirement }) => [path, requirement]),
);

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
  (req) => {
    const context = contextOf(req);
    const run = (request: Request, changed: AdminContext): Promise<Response> =>
      fetchRequestHandler({
        endpoint,
        req: request,
        router: adminRouter,
        allowBatching: false,
        createContext: () => changed,
        onError: ({ error, path }) => {
          if (error.cause instanceof RefusedCall || isWrongCall(error))
            onRefused?.({ procedure: path ?? '', problem: problemOf(error) });
          else onFault(error.cause ?? error);
        },
      });
    const key = req.headers.get(IDEMPOTENCY_HEADER);
    const procedure = new URL(req.url).pathname.slice(endpoint.length + 1);
    const requirement = creating.get(procedure);
    return key === null || req.method !== 'POST' || requirement === undefined
      ? run(req, context)
      : answerOnce(req, key, { procedure, requirement, context, run, onFault });
  };
