import { createHash } from 'node:crypto';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { type App, REDIRECT_URI } from './server.ts';

/** The same for all requests: it is the server that is measured, not the client's randomness. */
export const CODE_VERIFIER = 'bench-code-verifier-of-more-than-43-characters';
export const PEOPLE_SCOPES = 'openid offline_access';
const MOST_STEPS = 8;

/** The query of an authorization request with PKCE (RFC 7636 §4.3). */
export function authorizationQuery({ id, scope }: App): string {
  return new URLSearchParams({
    response_type: 'code',
    client_id: id,
    redirect_uri: REDIRECT_URI,
    scope,
    state: 'bench-state',
    nonce: 'bench-nonce',
    code_challenge: createHash('sha256').update(CODE_VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
}

interface Visited {
  readonly issuer: string;
  readonly origin: string;
  readonly authorizationPath: string;
}

/** What is put into the first form of a page. */
type FillIn = Readonly<Record<string, string>>;

/** Follows an authorization request to its code: redirects by themselves, pages by their first form. */
async function visit(browser: HttpBrowser, url: string, fillIn: FillIn): Promise<void> {
  let response = await browser.open(url);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (response.location?.startsWith(REDIRECT_URI)) {
      if (new URL(response.location).searchParams.has('code')) return;
      break;
    }
    if (response.forms.length === 0) break;
    response = await browser.follow(await browser.submit(response.forms[0], fillIn));
  }
  throw new Error(`No code for ${url}: ${response.status} ${response.location ?? response.text.slice(0, 300)}`);
}

/** A person signs in to each application and agrees; gives the Cookie header of their browser. */
export async function visitAll(server: Visited, apps: readonly App[], fillIn: FillIn): Promise<string> {
  const browser = new HttpBrowser(server.issuer, server.origin);
  for (const app of apps)
    await visit(browser, `${server.issuer}${server.authorizationPath}?${authorizationQuery(app)}`, fillIn);
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Runs a step at its first demand only. */
export function once<T>(step: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= step();
    return begun;
  };
}
