import { isRefusal, type Refusal } from '@cardea/protocol';
import { type ResourceClock, systemClock } from '../clock.ts';
import { metadataUrlOf } from '../metadata/protected-resource.ts';
import { createProofVerifier } from '../proof/proof-verifier.ts';
import { refusalResponse } from '../responses/refusal-response.ts';
import { createRemoteVerifier } from '../verify/remote-verifier.ts';
import type { VerifiedToken, VerifyToken } from '../verify/verified-token.ts';
import { decide } from './decide.ts';
import { elysiaPlugin } from './elysia-plugin.ts';
import type { GuardOptions, ProtectOptions } from './options.ts';
import type { PossessionRules } from './possession.ts';
import type { Protection } from './protection.ts';
import { scopeList } from './scopes.ts';
import { type SignInRules, signInRules, stricter } from './sign-in.ts';

const HEADER_TEXT = /^[\x20-\x7e]*$/;

interface Settings extends PossessionRules {
  readonly verify: VerifyToken;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
  readonly signIn: SignInRules;
  readonly clock: ResourceClock;
  readonly realm: string;
  readonly basic: boolean;
  readonly resourceMetadata: string | undefined;
  readonly onRefusal: GuardOptions['onRefusal'];
}

/** Behind a proxy a request names a host that nobody outside knows: the audience is what callers were told. */
const publicUrlOf =
  (audience: string) =>
  (request: Request): string =>
    URL.canParse(audience) ? new URL(audience).origin + new URL(request.url).pathname : request.url;

const settingsOf = (options: ProtectOptions): Settings => {
  const audience = typeof options.audience === 'string' ? [options.audience] : [...options.audience];
  const [first] = audience;
  if (first === undefined || audience.includes('')) throw new TypeError('audience must name this resource');
  const clock = ('clock' in options && options.clock) || systemClock;
  const realm = options.realm ?? first;
  const { resourceMetadata = URL.canParse(first) ? metadataUrlOf(first) : false } = options;
  if (!HEADER_TEXT.test(`${realm}${resourceMetadata}`)) throw new TypeError('realm and URLs must be printable ASCII');
  const { basic = false } = options;
  if (basic && !('verify' in options) && options.introspection === undefined)
    throw new TypeError('basic needs introspection: only the issuer knows its app passwords');
  return {
    basic,
    verify: 'verify' in options ? options.verify : createRemoteVerifier(options),
    audience,
    scopes: scopeList(options.scopes),
    signIn: signInRules(options.signIn ?? {}),
    clock,
    realm,
    resourceMetadata: resourceMetadata === false ? undefined : resourceMetadata,
    onRefusal: options.onRefusal,
    publicUrl: options.publicUrl ?? publicUrlOf(first),
    verifyProof: options.verifyProof ?? createProofVerifier(clock),
  };
};

const build = (settings: Settings): Protection => {
  const refused = (refusal: Refusal, request: Request, scopes: readonly string[] = []): Response => {
    settings.onRefusal?.(refusal, request);
    return refusalResponse(refusal, { ...settings, scopes: [...settings.scopes, ...scopes] });
  };
  const check = async (request: Request): Promise<VerifiedToken | Response> => {
    const outcome = await decide(request, settings);
    return isRefusal(outcome) ? refused(outcome, request) : outcome;
  };
  return {
    decide: (request) => decide(request, settings),
    check,
    guard:
      (handler) =>
      async (request, ...rest) => {
        const outcome = await check(request);
        return outcome instanceof Response ? outcome : await handler(request, outcome, ...rest);
      },
    requires: (...scopes) => build({ ...settings, scopes: scopeList([...settings.scopes, ...scopes]) }),
    requiresSignIn: (rules) => build({ ...settings, signIn: stricter(settings.signIn, signInRules(rules)) }),
    elysia: () => elysiaPlugin({ check, refused }),
  };
};

/**
 * Guards an API with access tokens of one issuer. Wrong options throw at once; a request is never let in because
 * something failed. Nothing is fetched before the first request.
 */
export const protect = (options: ProtectOptions): Protection => build(settingsOf(options));
