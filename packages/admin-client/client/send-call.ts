import { CallFailed } from '../problems/call-failed.ts';
import type { Prover } from '../proof/prover.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import type { Exchange, Received, Sent } from './exchange.ts';

interface Dependencies {
  readonly exchange: Exchange;
  readonly prover: Prover | undefined;
  readonly tokens: TokenSource;
}

/** Whether a procedure has answered, with a result or a problem of its own; else the call did not get as far. */
const isOfProcedure = ({ json }: Received): boolean =>
  'result' in json || (typeof json.error === 'object' && json.error !== null);

const requestIdOf = ({ headers }: Received): string | undefined => headers.get('x-request-id') ?? undefined;

/** Why a call did not get as far as a procedure. */
const failure = (received: Received): CallFailed => {
  const { status, json } = received;
  const requestId = requestIdOf(received);
  const said = [json.error, json.error_description].filter((part) => typeof part === 'string').join(': ');
  const detail = said === '' ? `HTTP ${status}` : said;
  const more = { status, requestId };
  if (status === 401) return new CallFailed('token.refused', detail, more);
  if (status === 429 || status === 503) return new CallFailed('server.unavailable', detail, more);
  const isRefused = status >= 400 && status < 500 && typeof json.error === 'string';
  return new CallFailed(isRefused ? 'call.refused' : 'server.unexpected', detail, more);
};

/** Sends a call, and resolves with what a procedure has answered. Rejects with `CallFailed`. */
type Sender = (url: string, sent: Sent) => Promise<Response>;

/** Sends calls with a token; one that was refused is renewed and the call repeated, once. */
export const createSender = ({ exchange, prover, tokens }: Dependencies): Sender => {
  const send = async (url: string, sent: Sent, token: string): Promise<Received> => {
    const headers = { ...sent.headers, authorization: `${prover === undefined ? 'Bearer' : 'DPoP'} ${token}` };
    if (prover === undefined) return exchange(url, { ...sent, headers });
    return prover.send(exchange, { url, sent: { ...sent, headers }, accessToken: token });
  };
  return async (url, sent) => {
    const token = await tokens.current();
    let received = await send(url, sent, token);
    if (received.status === 401 && !isOfProcedure(received)) {
      const renewed = await tokens.insteadOf(token);
      if (renewed !== undefined) received = await send(url, sent, renewed);
    }
    if (!isOfProcedure(received)) throw failure(received);
    const requestId = requestIdOf(received);
    return new Response(received.text, {
      status: received.status,
      headers: { 'content-type': 'application/json', ...(requestId ? { 'x-request-id': requestId } : {}) },
    });
  };
};
