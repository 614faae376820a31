import { isRefusal, parseHandle, type Refusal, refuse } from '@cardea/protocol';
import { fetchJson } from '../issuer/fetch-json.ts';
import type { IssuerConnection } from '../issuer/issuer-connection.ts';
import { endpointOf, type IssuerMetadata } from '../issuer/issuer-metadata.ts';
import { IssuerUnavailable } from '../issuer/issuer-unavailable.ts';
import type { Kept } from '../issuer/kept.ts';
import { createAnswerCache } from './answer-cache.ts';
import { readClaims } from './claims.ts';
import type { Authenticate } from './introspection-credentials.ts';
import type { VerifiedToken, VerifyToken } from './verified-token.ts';

const CARDEA_PREFIX = 'cda_';
const POSITIVE_TTL_MS = 5_000; // Design D4
const NEGATIVE_TTL_MS = 1_000;

export interface IntrospectionRules {
  readonly connection: IssuerConnection;
  readonly metadata: Kept<IssuerMetadata>;
  readonly authenticate: Authenticate;
  readonly skewSeconds: number;
}

type Answer = VerifiedToken | Refusal;

const ask = async (token: string, rules: IntrospectionRules): Promise<Readonly<Record<string, unknown>>> => {
  const url = await endpointOf(rules.metadata, 'introspectionEndpoint');
  const { headers, form } = await rules.authenticate();
  const { status, body } = await fetchJson(
    url,
    {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, token_type_hint: 'access_token', ...form }).toString(),
    },
    rules.connection.deadlineMs,
  );
  // A refusal of our own credentials says nothing about the token (RFC 7662 §2.3)
  if (status !== 200 || typeof body?.active !== 'boolean') throw new IssuerUnavailable(`${url} answered ${status}`);
  return body;
};

const introspect = async (token: string, rules: IntrospectionRules): Promise<Answer> => {
  const body = await ask(token, rules);
  if (body.active !== true) return refuse('token.unknown');
  const type = body.token_type;
  // A token of another type needs more than its possession (RFC 6749 §7.1), a refresh token opens nothing
  const isBound = String(type).toLowerCase() === 'dpop';
  if (type !== undefined && !isBound && String(type).toLowerCase() !== 'bearer')
    return refuse('token.bound', { type: String(type) });
  const answer = readClaims(body, {
    issuer: rules.connection.issuer,
    nowSeconds: Math.floor(rules.connection.clock.nowMs() / 1000),
    skewSeconds: rules.skewSeconds,
    complete: false,
  });
  // RFC 9449 §6.2: of the type DPoP, and yet nobody says which key
  return isBound && !isRefusal(answer) && answer.jkt === undefined ? refuse('token.bound', { type: 'DPoP' }) : answer;
};

/** Asks the issuer about a token (RFC 7662), with answers kept for at most five seconds (design D4). */
export const createIntrospectionVerifier = (rules: IntrospectionRules): VerifyToken => {
  const { clock } = rules.connection;
  const answers = createAnswerCache<Answer>({
    clock,
    ttlMs: (answer) => {
      if (isRefusal(answer)) return NEGATIVE_TTL_MS;
      const leftMs = answer.expiresAt === undefined ? POSITIVE_TTL_MS : answer.expiresAt * 1000 - clock.nowMs();
      return Math.min(POSITIVE_TTL_MS, Math.max(0, leftMs));
    },
  });
  return async (token) => {
    // A handle of another kind or a truncated copy costs no request
    if (token.startsWith(CARDEA_PREFIX) && !parseHandle('access_token', token)) return refuse('token.malformed');
    return await answers.find(token, () => introspect(token, rules));
  };
};
