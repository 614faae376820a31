import { browserState } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

/** Set-Cookie of the sessions that a browser has from now on, and of what clients may watch of them. */
export const sessionCookies = (
  sessionHandles: readonly string[],
  request: Request,
  { cookies, digests }: Pick<Cardea, 'cookies' | 'digests'>,
): readonly string[] => {
  const { secret } = cookies.read(request);
  return [cookies.sessions(sessionHandles), cookies.state(browserState({ secret, sessionHandles }, digests))];
};
