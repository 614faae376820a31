import type { IssuerUrls } from '../cardea.ts';
import type { Settings } from '../config/settings-table.ts';
import { wellKnownPaths } from '../documents/documents.ts';

/** The URLs of an issuer, from its configured name and never from a request (design D13). */
export const issuerUrls = ({ issuer, basePath }: Pick<Settings, 'issuer' | 'basePath'>): IssuerUrls => {
  const { origin } = new URL(issuer);
  return {
    token: `${issuer}${basePath}/token`,
    pushedRequest: `${issuer}${basePath}/par`,
    authorization: `${issuer}${basePath}/authorize`,
    userinfo: `${issuer}${basePath}/userinfo`,
    endSession: `${issuer}${basePath}/logout`,
    checkSession: `${issuer}${basePath}/check-session`,
    deviceAuthorization: `${issuer}${basePath}/device`,
    deviceVerification: `${issuer}/device`,
    registration: `${issuer}${basePath}/register`,
    oneTimeLink: `${issuer}/link`,
    forgotPassword: `${issuer}/forgot-password`,
    setUp: `${issuer}/setup`,
    upstreamCallback: `${issuer}/login/upstream/callback`,
    introspection: `${issuer}${basePath}/introspect`,
    revocation: `${issuer}${basePath}/revoke`,
    jwks: `${issuer}/.well-known/jwks.json`,
    // RFC 9728 §3.1: the inserted form
    resourceMetadata: origin + wellKnownPaths(issuer, 'oauth-protected-resource')[0],
  };
};
