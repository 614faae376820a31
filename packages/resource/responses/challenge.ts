import { proofAlgorithms, type Refusal } from '@cardea/protocol';
import type { SignInRules } from '../guard/sign-in.ts';

export interface ChallengeContext {
  readonly realm: string;
  /** URL of the protected resource metadata (RFC 9728 §5.1). */
  readonly resourceMetadata: string | undefined;
  /** What the route needs. */
  readonly scopes: readonly string[];
  /** Whether an app password is taken (RFC 7617). */
  readonly basic?: boolean;
  readonly signIn?: SignInRules | undefined;
}

const OF_BOUND_TOKENS: readonly string[] = [
  'token.bound',
  'token.proof_missing',
  'token.proof',
  'token.proof_nonce',
  'token.other_key',
];

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The value of WWW-Authenticate for a refusal, or undefined for one that no token would mend (RFC 6750 §3). */
export const challenge = (refusal: Refusal, context: ChallengeContext): string | undefined => {
  if (refusal.status >= 500 || refusal.status === 429) return undefined;
  const parameters: [string, string][] = [['realm', context.realm]];
  // RFC 6750 §3.1: no error code for a request without any credentials
  if (refusal.code !== 'token.missing') {
    parameters.push(['error', refusal.error], ['error_description', refusal.description]);
  }
  if (refusal.error === 'insufficient_scope') parameters.push(['scope', context.scopes.join(' ')]);
  // RFC 9470 §3
  if (refusal.error === 'insufficient_user_authentication') {
    const { acrValues, maxAgeSeconds } = context.signIn ?? {};
    if (acrValues !== undefined) parameters.push(['acr_values', acrValues.join(' ')]);
    if (maxAgeSeconds !== undefined) parameters.push(['max_age', String(maxAgeSeconds)]);
  }
  if (context.resourceMetadata !== undefined) parameters.push(['resource_metadata', context.resourceMetadata]);
  // RFC 9449 §7.1
  const isAboutProof = OF_BOUND_TOKENS.includes(refusal.code);
  if (isAboutProof) parameters.push(['algs', proofAlgorithms.join(' ')]);
  return `${isAboutProof ? 'DPoP' : 'Bearer'} ${parameters.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')}`;
};

/** How an app password is asked for (RFC 7617 §2.1). */
export const basicChallenge = ({ realm }: Pick<ChallengeContext, 'realm'>): string =>
  `Basic realm=${quoted(realm)}, charset="UTF-8"`;
