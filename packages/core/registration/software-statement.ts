import { type Refusal, refuse } from '@cardea/protocol';
import { seconds } from '../ports/clock.ts';
import type { RegistrationDependencies } from './dependencies.ts';

const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
const SKEW_SECONDS = 60; // Design D3
/** Claims of the JWT itself; what it says of the client are all others. */
const OF_JWT: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'software_statement']);

type Claims = Readonly<Record<string, unknown>>;
type Dependencies = Pick<RegistrationDependencies, 'jwt' | 'clock' | 'issuer' | 'remoteKeys' | 'policy'>;

const instant = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Whether the statement holds now and here, as far as it says (RFC 7519 §4.1). */
const isCurrent = ({ exp, nbf, aud }: Claims, { clock, issuer }: Dependencies): boolean => {
  const now = seconds(clock);
  if (exp !== undefined && (instant(exp) ?? 0) + SKEW_SECONDS <= now) return false;
  if (nbf !== undefined && (instant(nbf) ?? Number.POSITIVE_INFINITY) - SKEW_SECONDS > now) return false;
  return aud === undefined || [aud].flat().includes(issuer);
};

/** What a publisher says of a client, in the names of client metadata (RFC 7591 §2.3), or why nobody should believe it. */
export const statedMetadata = async (statement: string, dependencies: Dependencies): Promise<Claims | Refusal> => {
  const { jwt, policy, remoteKeys } = dependencies;
  const peeked = jwt.peek(statement);
  if (!peeked || typeof peeked.claims.iss !== 'string') return refuse('registration.statement');
  const { iss } = peeked.claims;
  const jwksUri = policy.publishers.get(iss);
  if (jwksUri === undefined) return refuse('registration.statement_unapproved', { issuer: iss.slice(0, 200) });
  const { kid, typ } = peeked.header;
  // RFC 8725 §3.11: an access token or an ID token of the same publisher is no statement
  if (typ !== undefined && !(typeof typ === 'string' && /^(jwt|software-statement\+jwt)$/i.test(typ)))
    return refuse('registration.statement', { why: 'typ' });
  const keys = await remoteKeys.find(jwksUri, typeof kid === 'string' ? kid : undefined);
  if (keys === undefined) return refuse('registration.statement', { why: 'keys', jwksUri });
  const verified = await jwt.verify(statement, keys, ALGORITHMS);
  if (typeof verified === 'string') return refuse('registration.statement', { why: verified });
  if (!isCurrent(verified.claims, dependencies)) return refuse('registration.statement', { why: 'time or audience' });
  return Object.fromEntries(Object.entries(verified.claims).filter(([name]) => !OF_JWT.has(name)));
};
