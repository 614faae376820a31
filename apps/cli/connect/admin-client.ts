import { ADMIN_PATH, type AdminRouter } from '@cardea/admin';
import { localUser, OPERATOR_HEADER } from '@cardea/server';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';

/** The procedures, wherever they run. */
export type AdminClient = TRPCClient<AdminRouter>;

/** Only its path matters: the request goes to a socket, or nowhere at all. */
const ORIGIN = 'http://cardea.invalid';

/** A client of the procedures behind `send`. In this process or in another, what it answers is the same. */
export const createAdminClient = (send: (url: string, init: RequestInit) => Promise<Response>): AdminClient =>
  createTRPCClient<AdminRouter>({
    links: [
      httpLink({
        url: `${ORIGIN}${ADMIN_PATH}`,
        headers: { [OPERATOR_HEADER]: localUser() },
        fetch: (input, init) => send(String(input), { ...init, signal: init?.signal ?? null }),
      }),
    ],
  });
