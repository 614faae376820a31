import { randomUUID } from 'node:crypto';
import { CONSOLE_CLIENT_ID, type PublicJwk, type SentProof, seconds } from '@cardea/core';
import { derivedKey } from '@cardea/crypto';
import type { Cardea } from '../cardea.ts';

/** An assertion is used within the same request. */
const ASSERTION_SECONDS = 60;

/** With what the console proves at its own server that it is the console, and whose tokens it holds. */
export interface ConsoleKey {
  readonly publicJwk: PublicJwk;
  /** What it authenticates with (RFC 7523 §3): good once. */
  readonly assertion: () => Readonly<Record<string, string>>;
  /** That it holds the key, to a POST (RFC 9449 §4.2). */
  readonly proof: (url: string) => SentProof;
}

/** The key of the console: derived from the master key, so that each process has the same and none is kept. */
export const consoleKey = async ({
  digests,
  settings,
  clock,
  engine,
}: Pick<Cardea, 'digests' | 'settings' | 'clock' | 'engine'>): Promise<ConsoleKey> => {
  const { publicJwk, sign } = await derivedKey(
    Buffer.from(digests.derive('console_key', CONSOLE_CLIENT_ID), 'base64url'),
  );
  const { kty, crv, x, kid } = publicJwk;
  return {
    publicJwk,
    assertion() {
      const iat = seconds(clock);
      const claims = { iss: CONSOLE_CLIENT_ID, sub: CONSOLE_CLIENT_ID, aud: settings.issuer, jti: randomUUID() };
      const header = { typ: 'client-authentication+jwt', kid };
      return {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: sign(header, { ...claims, iat, exp: iat + ASSERTION_SECONDS }),
      };
    },
    proof(url) {
      const claims = { jti: randomUUID(), htm: 'POST', htu: url, iat: seconds(clock), nonce: engine.dpopNonce() };
      return { header: sign({ typ: 'dpop+jwt', jwk: { kty, crv, x } }, claims), method: 'POST', url };
    },
  };
};
