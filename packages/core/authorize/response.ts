import type { Refusal, ResponseMode } from '@cardea/protocol';

/** An answer to a client by way of the browser. */
export interface AuthorizationResponse {
  readonly kind: 'response';
  readonly redirectUri: string;
  readonly mode: ResponseMode;
  /** In the order they are sent. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Who is signed in on the browser, as clients may watch it: for its cookie. Absent where the answer does not depend on it. */
  readonly browserState?: string | undefined;
  /** Why the client is refused, where it is: for the operator, who is told more than the client. */
  readonly refusal?: Refusal | undefined;
}

interface Destination {
  readonly redirectUri: string;
  readonly mode: ResponseMode;
  readonly state: string | undefined;
  readonly issuer: string;
}

const answer = (
  { redirectUri, mode, state, issuer }: Destination,
  parameters: readonly (readonly [string, string])[],
): AuthorizationResponse => ({
  kind: 'response',
  redirectUri,
  mode,
  // RFC 6749 §4.1.2; RFC 9207 §2: every answer names its issuer
  parameters: [...parameters, ...(state === undefined ? [] : ([['state', state]] as const)), ['iss', issuer]],
});

/** RFC 6749 §4.1.2 */
export const successResponse = (
  destination: Destination,
  values: Readonly<Record<string, string>>,
): AuthorizationResponse => answer(destination, Object.entries(values));

/** RFC 6749 §4.1.2.1 */
export const errorResponse = (destination: Destination, refusal: Refusal): AuthorizationResponse => ({
  ...answer(destination, [
    ['error', refusal.error],
    ['error_description', refusal.description],
  ]),
  refusal,
});

/** The URL of an answer in the query or the fragment; `form_post` needs a page. */
export const responseUrl = ({ redirectUri, mode, parameters }: AuthorizationResponse): string => {
  if (parameters.length === 0) return redirectUri;
  const encoded = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
  if (mode === 'fragment') return `${redirectUri}#${encoded}`;
  // RFC 6749 §3.1.2: a query of the redirect URI is kept
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${encoded}`;
};
