import { isRefusal, parseBasic, type Refusal, refuse, splitAuthorization } from '@cardea/protocol';
import { clientHeader, shownToken } from '../checks/shown-token.ts';
import type { JwtVerifier } from '../ports/crypto.ts';
import type { ClientRequest } from '../ports/request.ts';
import type { PresentedCredential } from './credential.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const fromHeader = (header: string): PresentedCredential | Refusal => {
  const { scheme, rest } = splitAuthorization(header);
  if (scheme !== 'basic') return refuse('client.scheme_unknown', { scheme: scheme.slice(0, 32) });
  const basic = parseBasic(rest);
  return isRefusal(basic) ? basic : { kind: 'basic', clientId: basic.id, secret: basic.secret };
};

const fromAssertion = ({ parameters }: ClientRequest, jwt: JwtVerifier): PresentedCredential | Refusal => {
  // RFC 7521 §4.2
  if (parameters.get('client_assertion_type') !== ASSERTION_TYPE) return refuse('client.assertion_type');
  const assertion = parameters.get('client_assertion');
  const subject = assertion === undefined ? undefined : jwt.peek(assertion)?.claims.sub;
  if (assertion === undefined || typeof subject !== 'string' || subject === '')
    return refuse('client.assertion_malformed');
  return { kind: 'assertion', clientId: subject, assertion };
};

/** Who signed the assertion that a token is asked for, where the request says nothing else of who sends it. */
const selfIssued = ({ parameters }: ClientRequest, jwt: JwtVerifier): PresentedCredential | undefined => {
  const assertion = parameters.get('grant_type') === JWT_BEARER ? parameters.get('assertion') : undefined;
  const issuer = assertion === undefined ? undefined : jwt.peek(assertion)?.claims.iss;
  // A URL is another server, or a client that is known by it: both say who they are apart
  if (assertion === undefined || typeof issuer !== 'string' || issuer === '' || issuer.includes(':')) return undefined;
  return { kind: 'self', clientId: issuer, assertion };
};

/** Scripts of a person that show a session and know of no client stand for the one that is set for them. */
const ofSession = (request: ClientRequest, sessionClient: string | undefined): PresentedCredential | undefined => {
  const shown = sessionClient === undefined ? undefined : shownToken(request);
  return sessionClient === undefined || typeof shown !== 'string'
    ? undefined
    : { kind: 'public', clientId: sessionClient };
};

/** The one credential that a request carries: none is a refusal, and so are two (RFC 6749 §2.3). */
export const presentedCredential = (
  request: ClientRequest,
  { jwt, sessionClient }: { readonly jwt: JwtVerifier; readonly sessionClient?: string | undefined },
): PresentedCredential | Refusal => {
  const { parameters } = request;
  const authorization = clientHeader(request);
  const hasAssertion = parameters.has('client_assertion') || parameters.has('client_assertion_type');
  const methods = Number(authorization !== undefined) + Number(parameters.has('client_secret')) + Number(hasAssertion);
  if (methods > 1) return refuse('client.several_methods');

  const clientId = parameters.get('client_id');
  if (methods === 0 && clientId !== undefined) return { kind: 'public', clientId };
  if (methods === 0)
    return selfIssued(request, jwt) ?? ofSession(request, sessionClient) ?? refuse('client.not_identified');

  const secret = parameters.get('client_secret');
  if (secret !== undefined)
    return clientId === undefined ? refuse('client.not_identified') : { kind: 'post', clientId, secret };

  const credential = authorization === undefined ? fromAssertion(request, jwt) : fromHeader(authorization);
  if (isRefusal(credential)) return credential;
  if (clientId === undefined || clientId === credential.clientId) return credential;
  // RFC 7521 §4.2: the assertion is not the named client's
  return refuse(credential.kind === 'assertion' ? 'client.assertion_issuer' : 'client.ids_differ', {
    parameter: clientId.slice(0, 128),
  });
};
