import { isScopeToken } from '@cardea/protocol';
import type { IdentityProvider, ProviderEndpoints } from '../../ports/identity-provider.ts';
import { presetOf, presets } from '../../upstream/presets.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';
import { scopesProblem } from '../fields/scopes.ts';

const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
const MAX_URL_CHARS = 2048;
const MAX_CLIENT_ID_CHARS = 255;
const MAX_SECRET_CHARS = 1024; // Design D6
const MAX_DOMAINS = 100;
const VSCHAR = /^[\x20-\x7e]+$/; // RFC 6749 Appendix A.1

const isLoopback = (hostname: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

const urlProblem = (text: string, extra: (url: URL) => boolean = () => true): string | undefined => {
  if (text.length > MAX_URL_CHARS || !URL.canParse(text)) return 'is not a URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return 'does not begin with https://';
  }
  const isPlain = url.username === '' && url.password === '' && !text.includes('#') && extra(url);
  return isPlain ? undefined : 'holds what it may not: a user name, a query or a fragment';
};

/** RFC 8414 §2: no query, no fragment. */
const issuerProblem = ({ issuer, preset }: IdentityProvider): string | undefined => {
  if (issuer !== undefined) return urlProblem(issuer, () => !issuer.includes('?'));
  return presetOf(preset)?.oauth ? undefined : 'is needed, or a preset that has one';
};

const endpointsProblem = ({ issuer, endpoints }: IdentityProvider): string | undefined => {
  if (endpoints === undefined) return undefined;
  if (issuer !== undefined) return 'are discovered from the issuer';
  const named: readonly (keyof ProviderEndpoints)[] = ['authorization', 'token', 'userinfo'];
  for (const name of named) {
    const problem = urlProblem(endpoints[name]);
    if (problem !== undefined) return `have a URL for ${name} that ${problem}`;
  }
  return undefined;
};

const scopeProblem = ({ issuer, scopes }: IdentityProvider): string | undefined => {
  if (!scopes.every(isScopeToken)) return scopesProblem(scopes);
  return issuer !== undefined && !scopes.includes('openid')
    ? 'lack openid, without which there is no ID token'
    : undefined;
};

/** Whoever chooses a user name at a public provider would choose whose account they get. */
const matchProblem = ({ matchBy, onMatch, trustsEmail, preset }: IdentityProvider): string | undefined => {
  if (onMatch !== 'link') return undefined;
  if (matchBy === 'identifier') return 'links by a name or an address: say by which';
  if (matchBy === 'email' && !trustsEmail)
    return 'links by e-mail address, which takes a provider whose addresses are trusted';
  return matchBy === 'username' && preset !== undefined
    ? 'links by user name, which anybody may choose at a public provider'
    : undefined;
};

const domainsProblem = ({ allowedDomains, trustsEmail }: IdentityProvider): string | undefined => {
  if (allowedDomains.length === 0) return undefined;
  if (allowedDomains.length > MAX_DOMAINS) return `name more than ${MAX_DOMAINS}`;
  if (!allowedDomains.every((domain) => DOMAIN.test(domain))) return 'hold a text that is no domain in lower case';
  return trustsEmail ? undefined : 'take a provider whose e-mail addresses are trusted';
};

const secretProblem = ({ authMethod, secret }: IdentityProvider): string | undefined => {
  const needsSecret = authMethod === 'client_secret_basic' || authMethod === 'client_secret_post';
  if (needsSecret) return secret === undefined ? `is needed by ${authMethod}` : undefined;
  return secret === undefined ? undefined : `is not used by ${authMethod}`;
};

/** What is wrong with the secret that the provider gave us. */
export const clientSecretProblem = (secret: string): ManagementError | undefined => {
  const isRight = VSCHAR.test(secret) && secret.length <= MAX_SECRET_CHARS;
  const problem = isRight ? undefined : 'is not a text of printable ASCII';
  return problem === undefined
    ? undefined
    : new ManagementError('provider.invalid', { field: 'clientSecret', problem });
};

/** Whether a provider may be registered like this: everything that can be judged without asking it. */
export const checkProvider = (provider: IdentityProvider): ManagementError | undefined => {
  const { id, preset, clientId, hostedDomain, name, trustsFactors, issuer } = provider;
  const problem = firstProblem({
    id: ID.test(id) ? undefined : 'is not made of 1 to 40 lower-case letters, digits and hyphens',
    preset: preset === undefined || presetOf(preset) ? undefined : `is none of ${Object.keys(presets).join(', ')}`,
    issuer: issuerProblem(provider),
    endpoints: endpointsProblem(provider),
    name: nameProblem(name),
    clientId:
      VSCHAR.test(clientId) && clientId.length <= MAX_CLIENT_ID_CHARS ? undefined : 'is not a text of printable ASCII',
    clientSecret: secretProblem(provider),
    scopes: scopeProblem(provider),
    onMatch: matchProblem(provider),
    allowedDomains: domainsProblem(provider),
    hostedDomain: hostedDomain === undefined || DOMAIN.test(hostedDomain) ? undefined : 'is no domain in lower case',
    trustsFactors:
      trustsFactors && issuer === undefined
        ? 'takes an ID token, which a provider of OAuth 2 alone has not'
        : undefined,
  });
  return problem && new ManagementError('provider.invalid', problem);
};
