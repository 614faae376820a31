import { type ClaimRequest, type ClaimsRequest, type Refusal, refuse } from '@cardea/protocol';

const MAX_CHARS = 8 * 1024;
const MAX_CLAIMS = 64;
const NAME = /^[\x21-\x7e]{1,128}$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const claimRequest = (value: unknown): ClaimRequest | undefined => {
  if (value === null) return { essential: false };
  if (!isObject(value)) return undefined;
  const { essential, value: one, values } = value;
  if (essential !== undefined && typeof essential !== 'boolean') return undefined;
  if (values !== undefined && !Array.isArray(values)) return undefined;
  const wanted = values ?? (one === undefined ? undefined : [one]);
  return { essential: essential === true, ...(wanted === undefined ? {} : { values: wanted }) };
};

const section = (value: unknown): Readonly<Record<string, ClaimRequest>> | undefined => {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return undefined;
  const claims: [string, ClaimRequest][] = [];
  for (const [name, wish] of Object.entries(value)) {
    const request = claimRequest(wish);
    if (request === undefined || !NAME.test(name)) return undefined;
    claims.push([name, request]);
  }
  return claims.length > MAX_CLAIMS ? undefined : Object.fromEntries(claims);
};

/** The `claims` parameter (OpenID Connect Core §5.5); unknown members are ignored. */
export const claimsParameter = (text: string | undefined): ClaimsRequest | undefined | Refusal => {
  if (text === undefined) return undefined;
  const malformed = refuse('authorize.parameter', { parameter: 'claims' });
  if (text.length > MAX_CHARS) return malformed;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return malformed;
  }
  if (!isObject(parsed)) return malformed;
  const userinfo = section(parsed.userinfo);
  const idToken = section(parsed.id_token);
  return userinfo && idToken ? { userinfo, id_token: idToken } : malformed;
};
