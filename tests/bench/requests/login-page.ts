import type { RequestPlan } from '../load/plan.ts';
import type { RunningAuthorizationServer } from '../servers/server.ts';
import { authorizePlan } from './codes.ts';

/** The sign-in page of a browser that nobody is signed in with. */
export async function loginPagePlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const { path } = await authorizePlan(server, 'web');
  const begun = await fetch(server.origin + path, { redirect: 'manual' });
  await begun.arrayBuffer();
  const page = new URL(begun.headers.get('location') ?? '', server.issuer);
  const cookies = begun.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  return {
    method: 'GET',
    path: page.pathname + page.search,
    headers: { Accept: 'text/html', Cookie: cookies.join('; ') },
    bodies: [''],
    expect: 'id="login-submit"',
  };
}
