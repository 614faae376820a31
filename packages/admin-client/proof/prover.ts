import { base64url, SignJWT } from 'jose';
import type { Exchange, Received, Sent } from '../client/exchange.ts';
import type { DpopKey } from './dpop-key.ts';

interface Proven {
  readonly url: string;
  readonly sent: Sent;
  /** At a resource (RFC 9449 §7.1). */
  readonly accessToken?: string | undefined;
}

const hashOf = async (text: string): Promise<string> =>
  base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

/** RFC 9449 §8, §9: at the token endpoint in the body, at a resource in the challenge. */
const wantsNonce = ({ status, headers, json }: Received): boolean =>
  (status === 400 || status === 401) &&
  (json.error === 'use_dpop_nonce' || headers.get('www-authenticate')?.includes('use_dpop_nonce') === true);

/** Sends requests with a proof of the key, and with the nonce that the server asks for. */
export class Prover {
  readonly #key: DpopKey;
  readonly #nowMs: () => number;
  /** The newest of each server (RFC 9449 §8.2). */
  readonly #nonces = new Map<string, string>();

  constructor(key: DpopKey, nowMs: () => number) {
    this.#key = key;
    this.#nowMs = nowMs;
  }

  async send(exchange: Exchange, proven: Proven): Promise<Received> {
    const received = await this.#attempt(exchange, proven);
    return wantsNonce(received) && received.headers.get('dpop-nonce') !== null
      ? this.#attempt(exchange, proven)
      : received;
  }

  async #attempt(exchange: Exchange, proven: Proven): Promise<Received> {
    const { url, sent } = proven;
    const received = await exchange(url, { ...sent, headers: { ...sent.headers, dpop: await this.#proof(proven) } });
    const nonce = received.headers.get('dpop-nonce');
    if (nonce !== null) this.#nonces.set(new URL(url).origin, nonce);
    return received;
  }

  /** RFC 9449 §4.2 */
  async #proof({ url, sent, accessToken }: Proven): Promise<string> {
    const { origin, pathname } = new URL(url);
    const nonce = this.#nonces.get(origin);
    const claims = {
      jti: crypto.randomUUID(),
      htm: sent.method,
      htu: origin + pathname,
      iat: Math.floor(this.#nowMs() / 1000),
      ...(accessToken === undefined ? {} : { ath: await hashOf(accessToken) }),
      ...(nonce === undefined ? {} : { nonce }),
    };
    const { algorithm, publicJwk, privateKey } = this.#key;
    return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'dpop+jwt', jwk: publicJwk }).sign(privateKey);
  }
}
