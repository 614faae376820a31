import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { ResourceClock } from '../clock.ts';
import { isOf } from '../request/basic-login.ts';
import { presentedToken } from '../request/presented-token.ts';
import type { VerifiedToken, VerifyToken } from '../verify/verified-token.ts';
import { missingPossession, type PossessionRules } from './possession.ts';
import { missingScope } from './scopes.ts';
import { missingSignIn, type SignInRules } from './sign-in.ts';

/** The one order in which a request is judged: its form, the token, the audience, the scopes, the sign-in, the proof. */
export const decide = async (
  request: Request,
  rules: PossessionRules & {
    readonly verify: VerifyToken;
    readonly audience: readonly string[];
    readonly scopes: readonly string[];
    readonly basic: boolean;
    readonly signIn: SignInRules;
    readonly clock: ResourceClock;
  },
): Promise<VerifiedToken | Refusal> => {
  const presented = presentedToken(request, rules);
  if (isRefusal(presented)) return presented;
  const token = await rules.verify(presented.token);
  if (isRefusal(token)) return token;
  if (presented.login !== undefined && !isOf(presented.login, token.claims)) return refuse('token.unknown');
  // RFC 9068 §4, RFC 8707 §3: letter by letter
  if (!token.audience.some((uri) => rules.audience.includes(uri))) {
    return refuse('token.audience', { audience: token.audience });
  }
  // The proof is used up by being looked at: last
  const refusal =
    missingScope(token, rules.scopes) ??
    missingSignIn(token, rules.signIn, Math.floor(rules.clock.nowMs() / 1000)) ??
    (await missingPossession(request, presented, token, rules));
  return refusal ?? token;
};
