import { isRefusal, type Parameters, positiveSeconds, type Refusal, refuse } from '@cardea/protocol';
import { ID_JAG } from '../issuance/identity-assertion.ts';
import type { Caller, ClientRequest } from '../ports/request.ts';
import { exchangeableTypes } from '../tokens/exchanged-token.ts';

const URN = 'urn:ietf:params:oauth:token-type:';
export const ACCESS_TOKEN = `${URN}access_token`;
export const JWT = `${URN}jwt`;

export interface Presented {
  readonly type: string;
  readonly text: string;
}

/** What is to be exchanged for what (RFC 8693 §2.1). */
export interface ExchangeRequest {
  readonly subject: Presented;
  readonly actor: Presented | undefined;
  readonly requestedType: string;
  readonly scope: string | undefined;
  readonly resources: readonly string[];
  readonly audiences: readonly string[];
  readonly expiresInSeconds: number | undefined;
  readonly caller: Caller;
}

const presented = (parameters: Parameters, name: 'subject' | 'actor'): Presented | undefined | Refusal => {
  const [text, type] = [parameters.get(`${name}_token`), parameters.get(`${name}_token_type`)];
  if (text === undefined && type === undefined) return undefined;
  if (text === undefined || type === undefined)
    return name === 'actor'
      ? refuse('exchange.actor_type')
      : refuse('request.parameter_missing', { parameter: text === undefined ? 'subject_token' : 'subject_token_type' });
  return { type, text };
};

export const parseExchange = (parameters: Parameters, { caller }: ClientRequest): ExchangeRequest | Refusal => {
  const subject = presented(parameters, 'subject');
  if (isRefusal(subject)) return subject;
  if (subject === undefined) return refuse('request.parameter_missing', { parameter: 'subject_token' });
  if (!exchangeableTypes.includes(subject.type))
    return refuse('exchange.subject_type', { sent: subject.type.slice(0, 128) });
  const actor = presented(parameters, 'actor');
  if (isRefusal(actor)) return actor;
  // A refresh token proves nothing about who acts now
  if (actor !== undefined && (!exchangeableTypes.includes(actor.type) || actor.type === `${URN}refresh_token`))
    return refuse('exchange.actor_type', { sent: actor.type.slice(0, 128) });
  const requestedType = parameters.get('requested_token_type') ?? ACCESS_TOKEN;
  if (![ACCESS_TOKEN, JWT, ID_JAG].includes(requestedType))
    return refuse('exchange.requested_type', { sent: requestedType.slice(0, 128) });
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  return {
    subject,
    actor,
    requestedType,
    scope: parameters.get('scope'),
    caller,
    resources: parameters.getAll('resource'),
    audiences: parameters.getAll('audience'),
    expiresInSeconds,
  };
};
