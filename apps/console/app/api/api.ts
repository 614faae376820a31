import type { AdminRouter } from '@cardea/admin';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { CONSOLE_ROOT } from './places.ts';

/** No other site can send it without being allowed to, and nobody is. */
const HEADERS = { 'x-cardea-console': '1' } as const;

/** The sign-in at the console has ended. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** Calls the server as the console, and notices that the sign-in has ended. */
export const callServer = async (path: string, init?: RequestInit): Promise<Response> => {
  const response = await fetch(CONSOLE_ROOT + path, { ...init, headers: { ...init?.headers, ...HEADERS } });
  if (response.status !== 401) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const isSignedOut = typeof body === 'object' && body !== null && 'error' in body && body.error === 'login_required';
  if (isSignedOut) throw new SignedOut('Sign in first');
  return response;
};

/** The management, as its contract has it. */
export const api = createTRPCClient<AdminRouter>({
  links: [
    httpLink({
      url: `${CONSOLE_ROOT}api`,
      fetch: (url, init) => {
        const { pathname, search } = new URL(String(url), location.href);
        const { body, method } = init ?? {};
        return callServer(pathname.slice(CONSOLE_ROOT.length) + search, {
          method: method ?? 'GET',
          body: typeof body === 'string' ? body : null,
          headers: { 'content-type': 'application/json' },
        });
      },
    }),
  ],
});

export type Inputs = inferRouterInputs<AdminRouter>;
export type Outputs = inferRouterOutputs<AdminRouter>;
export type ClientView = Outputs['clients']['show'];
export type UserView = Outputs['users']['show'];
