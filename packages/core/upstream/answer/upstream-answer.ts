import { type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { IdentityProvider } from '../../ports/identity-provider.ts';

const MAX_CODE_CHARS = 4096;
const MAX_SHOWN_CHARS = 100;

/** What a provider sent a browser back with (RFC 6749 §4.1.2). */
export type UpstreamAnswer =
  | { readonly kind: 'code'; readonly code: string; readonly issuer: string | undefined }
  | { readonly kind: 'error'; readonly error: string; readonly issuer: string | undefined };

/** The answer to an attempt, apart from its state. Nothing in it is trusted yet. */
export const parseUpstreamAnswer = (parameters: Parameters): UpstreamAnswer | Refusal => {
  const issuer = parameters.get('iss');
  const error = parameters.get('error');
  const code = parameters.get('code');
  if (error !== undefined) return { kind: 'error', error: error.slice(0, MAX_SHOWN_CHARS), issuer };
  if (code === undefined || code === '' || code.length > MAX_CODE_CHARS) return refuse('upstream.answer');
  return { kind: 'code', code, issuer };
};

/** Whether the answer is of the provider that was asked, and not of another one that got the request too (RFC 9207 §2.4). */
export const refusedIssuer = (
  { issuer }: UpstreamAnswer,
  provider: Pick<IdentityProvider, 'id' | 'issuer'>,
  metadata: { readonly namesIssuer: boolean },
): Refusal | undefined => {
  if (provider.issuer === undefined) return undefined;
  if (issuer === undefined ? !metadata.namesIssuer : issuer === provider.issuer) return undefined;
  return refuse('upstream.issuer', { provider: provider.id, sent: issuer?.slice(0, MAX_SHOWN_CHARS) });
};
