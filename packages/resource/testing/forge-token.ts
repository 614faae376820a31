import { createHmac } from 'node:crypto';
import { AUDIENCE } from './fake-issuer.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What an attacker sends: any header at all, with an HMAC of a guessed secret, or nothing, for a signature. */
export const forgeToken = (
  issuer: string,
  forgery: { readonly header: Readonly<Record<string, unknown>>; readonly secret: string },
): string => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: 'evil', client_id: 'evil', aud: AUDIENCE, scope: '*', jti: 'x', iat: now };
  const signed = `${encode({ typ: 'at+jwt', kid: 'key-1', ...forgery.header })}.${encode({ ...claims, exp: now + 300 })}`;
  if (forgery.secret === '') return `${signed}.`;
  return `${signed}.${createHmac('sha256', forgery.secret).update(signed).digest('base64url')}`;
};
