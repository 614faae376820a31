import { identityScopeIn, scopesProblem } from '../fields/scopes.ts';
import type { ClientSettings } from './client-input.ts';

const MAX_AUDIENCES = 16;
const MAX_CHARS = 255;

const isIssuer = (text: string): boolean =>
  text.length <= MAX_CHARS && /^https?:\/\/[^\s#?]+$/.test(text) && URL.canParse(text);

const isClientId = (text: string): boolean => text.length <= MAX_CHARS && /^[\x21-\x7e]+$/.test(text);

/** Whether a client may get identity assertions for these servers. */
export const identityAudiencesProblem = (
  { identityAudiences = [], authMethod, subjectType }: ClientSettings,
  own: string,
): string | undefined => {
  if (identityAudiences.length === 0) return undefined;
  // A draft §7.1: whoever proves nothing could pass on what leaked to them
  if (authMethod === 'none') return 'is for clients that authenticate';
  // The other server could not tell who is meant
  if (subjectType === 'pairwise') return 'is for clients that know people by public subjects';
  if (identityAudiences.length > MAX_AUDIENCES) return `names more than ${MAX_AUDIENCES} servers`;
  const issuers = identityAudiences.map(({ issuer }) => issuer);
  if (new Set(issuers).size < issuers.length) return 'names one server twice';
  for (const { issuer, clientId, scopes } of identityAudiences) {
    const shown = issuer.slice(0, 100);
    if (issuer === own) return 'holds this server, which takes no assertion of its own';
    if (!isIssuer(issuer))
      return `holds ${shown}, which is not a URL of at most ${MAX_CHARS} characters without query and fragment`;
    if (!isClientId(clientId)) return `gives no id of the client at ${shown}`;
    const identity = identityScopeIn(scopes);
    const problem =
      scopesProblem(scopes) ?? (identity && `holds ${identity}, which only a person who signs in can give`);
    if (problem) return `has scopes at ${shown} that cannot be: ${problem}`;
  }
  return undefined;
};
