import { redirectUriProblem } from '../../checks/redirect-uri.ts';
import { grantsOf, isFrontChannel } from '../../checks/response-types.ts';
import type { SigningAlgorithm } from '../../ports/signing-key.ts';
import type { Profile } from '../../profiles/profile.ts';
import { maxAgeProblem, ttlProblem } from '../fields/numbers.ts';
import type { ClientSettings } from './client-input.ts';
import { logoutSettingsProblems } from './logout-settings.ts';

const MAX_REDIRECT_URIS = 64;
const MAX_URI_CHARS = 2048;
const SECTOR = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/;

const urisProblem = (uris: readonly string[], { applicationType }: ClientSettings): string | undefined => {
  if (uris.length > MAX_REDIRECT_URIS) return `names more than ${MAX_REDIRECT_URIS} addresses`;
  for (const uri of uris) {
    const problem = redirectUriProblem(uri, { native: applicationType === 'native' });
    if (problem !== undefined) return `holds ${uri.slice(0, 200)}, which ${problem}`;
  }
  return undefined;
};

const redirectUrisProblem = (client: ClientSettings): string | undefined => {
  // RFC 6749 §3.1.2.2
  const grant = client.grantTypes.find((type) => type === 'authorization_code' || type === 'implicit');
  if (grant !== undefined && client.redirectUris.length === 0)
    return `is needed by the grant ${grant}: the address to which people come back, such as https://app.example/callback`;
  const problem = urisProblem(client.redirectUris, client);
  if (problem !== undefined || client.applicationType === 'native' || !client.responseTypes.some(isFrontChannel))
    return problem;
  // OpenID Connect Registration §2, application_type
  const open = client.redirectUris.find((uri) => !uri.startsWith('https:') || new URL(uri).hostname === 'localhost');
  return open === undefined
    ? undefined
    : `holds ${open.slice(0, 200)}: tokens in the address go to https alone, or to a native client`;
};

const pkceProblem = (
  { requirePkce, authMethod }: ClientSettings,
  { alwaysPkce, name }: Profile,
): string | undefined => {
  if (requirePkce) return undefined;
  if (alwaysPkce) return `cannot be switched off in the profile ${name}`;
  // RFC 9700 §2.1.1, design D11
  return authMethod === 'none' ? 'cannot be switched off for a public client' : undefined;
};

const responseTypesProblem = ({ responseTypes, grantTypes }: ClientSettings, profile: Profile): string | undefined => {
  const other = responseTypes.find((type) => !profile.responseTypes.includes(type));
  if (other !== undefined) return `holds "${other}", which the profile ${profile.name} does not offer`;
  // RFC 7591 §2.1. Every client is registered for `code`, also one that nobody signs in to.
  for (const type of responseTypes) {
    const missing = type === 'code' ? undefined : grantsOf(type).find((grant) => !grantTypes.includes(grant));
    if (missing !== undefined) return `holds "${type}", which needs the grant ${missing}`;
  }
  return undefined;
};

const hostsOf = (uris: readonly string[]): ReadonlySet<string> =>
  new Set(uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).host));

const sectorProblem = ({ subjectType, sectorIdentifier, redirectUris }: ClientSettings): string | undefined => {
  if (sectorIdentifier !== undefined) {
    return SECTOR.test(sectorIdentifier) ? undefined : 'is not the name of a host, such as app.example';
  }
  // OpenID Connect Core §8.1
  return subjectType === 'pairwise' && hostsOf(redirectUris).size > 1
    ? 'is needed: the redirect URIs of this client with pairwise subjects lie on several hosts'
    : undefined;
};

const signsWith = (algorithm: string | undefined, algorithms: readonly SigningAlgorithm[]): string | undefined =>
  algorithm === undefined || algorithms.some((one) => one === algorithm)
    ? undefined
    : `is none of ${algorithms.join(', ')}, which this server signs with`;

const idleProblem = ({ refreshIdleSeconds, refreshMaxSeconds }: ClientSettings): string | undefined => {
  const tooLong = refreshIdleSeconds !== undefined && refreshIdleSeconds > (refreshMaxSeconds ?? refreshIdleSeconds);
  return ttlProblem(refreshIdleSeconds) ?? (tooLong ? 'is longer than the absolute lifetime' : undefined);
};

const rotationProblem = ({ authMethod, rotateRefreshTokens }: ClientSettings): string | undefined =>
  authMethod === 'none' && rotateRefreshTokens === false
    ? 'cannot be switched off for a public client (RFC 9700 §4.14.2)'
    : undefined;

export const webPageProblem = (uri: string | undefined): string | undefined => {
  if (uri === undefined) return undefined;
  if (uri.length > MAX_URI_CHARS || !URL.canParse(uri)) return 'is not a URL';
  const { protocol, username, password } = new URL(uri);
  if (protocol !== 'https:') return 'does not begin with https://';
  return username === '' && password === '' ? undefined : 'holds a user name or a password';
};

/** What is wrong with the settings of a client that people sign in to, each by its name. */
export const peopleSettingsProblems = (
  client: ClientSettings,
  {
    signingAlgorithms,
    profile,
  }: { readonly signingAlgorithms: readonly SigningAlgorithm[]; readonly profile: Profile },
): Readonly<Record<string, string | undefined>> => ({
  redirectUris: redirectUrisProblem(client),
  postLogoutRedirectUris: urisProblem(client.postLogoutRedirectUris, client),
  requirePkce: pkceProblem(client, profile),
  responseTypes: responseTypesProblem(client, profile),
  ...logoutSettingsProblems(client),
  sectorIdentifier: sectorProblem(client),
  idTokenSigningAlgorithm: signsWith(client.idTokenSigningAlgorithm, signingAlgorithms),
  userinfoSigningAlgorithm: signsWith(client.userinfoSigningAlgorithm, signingAlgorithms),
  defaultMaxAgeSeconds: maxAgeProblem(client.defaultMaxAgeSeconds),
  refreshIdleSeconds: idleProblem(client),
  refreshMaxSeconds: ttlProblem(client.refreshMaxSeconds),
  rotateRefreshTokens: rotationProblem(client),
  logoUri: webPageProblem(client.logoUri),
  clientUri: webPageProblem(client.clientUri),
  policyUri: webPageProblem(client.policyUri),
  termsUri: webPageProblem(client.termsUri),
});
