import type { ResponseType } from '@cardea/protocol';
import type { ClientAuthMethod } from '../ports/client.ts';

/** A bundle of rules for one issuer (design §5). A client may be stricter than its server, never laxer. */
export interface Profile {
  readonly name: ProfileName;
  /** What a client may be registered for at the authorization endpoint (design D14). */
  readonly responseTypes: readonly ResponseType[];
  /** Whether discovery names all of them, or `code` alone. */
  readonly advertisesLegacy: boolean;
  /** Grant types besides those of the token endpoint: `implicit` stands for tokens from the authorization endpoint (RFC 7591 §2). */
  readonly frontChannelGrants: readonly string[];
  /** Whether a client may be registered for legacy grants of the token endpoint, `password` and `session` (design D14). */
  readonly legacyGrants: boolean;
  readonly authMethods: readonly ClientAuthMethod[];
  /** The only algorithms that clients may sign with, and that we sign with for them; any when undefined. */
  readonly algorithms: readonly string[] | undefined;
  /** Algorithms of which the server must sign with each (OpenID Connect Discovery §3). */
  readonly neededAlgorithms: readonly string[];
  /** What an assertion may name as its audience: the issuer alone, or an endpoint's URL too (RFC 7523 §3). */
  readonly assertionAudience: 'issuer' | 'endpoints';
  /** Whether no client can be without PKCE (design D11). */
  readonly alwaysPkce: boolean;
  readonly codeTtlSeconds: number;
  readonly requestObjects: RequestObjectRules;
  /** Whether every request must be pushed first (RFC 9126 §5). */
  readonly pushedRequestsOnly: boolean;
  /** Whether every access token is bound to a key of its client (RFC 9449). */
  readonly boundTokensOnly: boolean;
}

/** How requests in request objects are taken (RFC 9101, OpenID Connect Core §6). */
interface RequestObjectRules {
  /** Whether a client can be registered for unsigned ones. */
  readonly unsigned: boolean;
  /** Whether parameters outside count where they are not inside (OpenID Connect Core §6.1), or never (RFC 9101 §6.3). */
  readonly merges: boolean;
  /** Whether a signed one must name its issuer, audience and client. */
  readonly claimsNeeded: boolean;
  /** Whether a `request_uri` of the client's own may be fetched. */
  readonly byReference: boolean;
  /** The longest time between `nbf` and `exp`, and after `nbf`; neither is needed when undefined. */
  readonly maxAgeSeconds: number | undefined;
}

export type ProfileName = 'oauth21' | 'oidc' | 'fapi2';

const everyResponseType: readonly ResponseType[] = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
  'token',
  'none',
];

const everyMethod: readonly ClientAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
];

const oauth21: Profile = {
  name: 'oauth21',
  responseTypes: everyResponseType,
  advertisesLegacy: false,
  frontChannelGrants: ['implicit'],
  legacyGrants: true,
  authMethods: everyMethod,
  algorithms: undefined,
  neededAlgorithms: [],
  assertionAudience: 'endpoints',
  alwaysPkce: false,
  codeTtlSeconds: 60, // Design D1
  requestObjects: { unsigned: false, merges: false, claimsNeeded: true, byReference: true, maxAgeSeconds: undefined },
  pushedRequestsOnly: false,
  boundTokensOnly: false,
};

/** Every profile, by the name of the setting. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  oauth21,
  // OpenID Connect Core §15.1: RS256 is mandatory to implement, whatever else is signed with
  oidc: {
    ...oauth21,
    name: 'oidc',
    advertisesLegacy: true,
    neededAlgorithms: ['RS256'],
    requestObjects: { unsigned: true, merges: true, claimsNeeded: false, byReference: true, maxAgeSeconds: undefined },
  },
  // FAPI 2.0 Security Profile §5.3.2, §5.4
  fapi2: {
    name: 'fapi2',
    responseTypes: ['code'],
    advertisesLegacy: false,
    frontChannelGrants: [],
    legacyGrants: false,
    authMethods: ['private_key_jwt'],
    algorithms: ['ES256', 'PS256', 'EdDSA', 'Ed25519'],
    neededAlgorithms: [],
    assertionAudience: 'issuer',
    alwaysPkce: true,
    codeTtlSeconds: 30,
    // FAPI 2.0 Message Signing §5.3.1
    requestObjects: { unsigned: false, merges: false, claimsNeeded: true, byReference: false, maxAgeSeconds: 60 * 60 },
    pushedRequestsOnly: true,
    boundTokensOnly: true, // FAPI 2.0 Security Profile §5.3.2.1
  },
};

/** Those of a list of algorithms that the profile allows. */
export const allowedAlgorithms = (
  algorithms: readonly string[],
  { algorithms: allowed }: Pick<Profile, 'algorithms'>,
): readonly string[] =>
  allowed === undefined ? algorithms : algorithms.filter((algorithm) => allowed.includes(algorithm));
