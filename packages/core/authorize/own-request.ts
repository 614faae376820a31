import type { AuthorizationRequest } from '@cardea/protocol';
import type { Client } from '../ports/client.ts';
import type { AuthorizationResponse } from './response.ts';

/**
 * The pages of the issuer itself, as a flow sees them. Nobody can register this id, no request of an application names it,
 * and it gets neither codes nor tokens.
 */
export const OWN_CLIENT_ID = 'cardea-account';

/** A sign-in that no application asked for: the person comes back to a page of the issuer. */
export interface OwnRequest {
  /** Where the person returns to: a page of the issuer, which whoever calls has made and not been sent. */
  readonly returnUrl: string;
  /** `login`: the person proves again who they are. `select_account`: they choose one of several accounts, or another. */
  readonly prompt?: 'login' | 'select_account' | undefined;
  /** Who is to prove it; anybody when absent. */
  readonly accountId?: string | undefined;
}

export const isOwn = ({ clientId }: Pick<AuthorizationRequest, 'clientId'>): boolean => clientId === OWN_CLIENT_ID;

export const ownClient = (issuer: string): Client => ({
  id: OWN_CLIENT_ID,
  name: new URL(issuer).host,
  version: 1,
  enabled: true,
  authMethod: 'none',
  secrets: [],
  grantTypes: [],
  scopes: [],
  resources: [],
  redirectUris: [],
  applicationType: 'web',
  requirePkce: true,
  // Nothing is given to anybody
  consent: 'implicit',
  responseTypes: [],
  requirePushedRequests: false,
  requireSignedRequestObject: false,
  requestUris: [],
  postLogoutRedirectUris: [],
  subjectType: 'public',
  createdAt: 0,
  updatedAt: 0,
  provenance: 'operator',
});

export const ownAuthorizationRequest = ({ returnUrl, prompt, accountId }: OwnRequest): AuthorizationRequest => ({
  clientId: OWN_CLIENT_ID,
  redirectUri: returnUrl,
  redirectUriSent: true,
  responseType: 'code',
  responseMode: 'query',
  scopes: [],
  resources: [],
  prompts: prompt === undefined ? [] : [prompt],
  hintedSubject: accountId,
  acrValues: [],
  uiLocales: [],
});

/** Back to the page of the issuer, with nothing but the cookies. */
export const returnResponse = ({ redirectUri }: Pick<AuthorizationRequest, 'redirectUri'>): AuthorizationResponse => ({
  kind: 'response',
  redirectUri,
  mode: 'query',
  parameters: [],
});
