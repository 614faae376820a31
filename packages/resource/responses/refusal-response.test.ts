import { describe, expect, test } from 'bun:test';
import { Refusal, type RefusalCode, refusals, refuse } from '@cardea/protocol';
import fc from 'fast-check';
import { refusalResponse } from './refusal-response.ts';

const context = {
  realm: 'photos',
  scopes: ['photos:read', 'photos:write'],
  resourceMetadata: 'https://api.example.com/.well-known/oauth-protected-resource/photos',
};
const pointer = `resource_metadata="${context.resourceMetadata}"`;
const challengeOf = (code: RefusalCode): string | null =>
  refusalResponse(refuse(code), context).headers.get('www-authenticate');

describe('a refusal on the wire', () => {
  test('without a token: 401 and a challenge without an error code (RFC 6750 §3.1)', () => {
    expect(refusalResponse(refuse('token.missing'), context).status).toBe(401);
    expect(challengeOf('token.missing')).toBe(`Bearer realm="photos", ${pointer}`);
  });

  test('with a bad token: 401 invalid_token, and the same words for every cause', () => {
    const codes = (Object.keys(refusals) as RefusalCode[]).filter((code) =>
      /^token\.(?!missing|scope|sign_in|bound|proof|other_key)/.test(code),
    );
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) {
      expect(refusalResponse(refuse(code, { secret: 'detail' }), context).status).toBe(401);
      expect(challengeOf(code)).toBe(
        `Bearer realm="photos", error="invalid_token", error_description="The access token is invalid, expired or revoked", ${pointer}`,
      );
    }
  });

  test('with too little scope: 403 insufficient_scope and what the route needs (RFC 6750 §3.1)', () => {
    expect(refusalResponse(refuse('token.scope'), context).status).toBe(403);
    expect(challengeOf('token.scope')).toContain('error="insufficient_scope"');
    expect(challengeOf('token.scope')).toContain('scope="photos:read photos:write"');
  });

  test('with two tokens: 400 invalid_request', () => {
    expect(refusalResponse(refuse('request.two_tokens'), context).status).toBe(400);
    expect(challengeOf('request.two_tokens')).toContain('error="invalid_request"');
  });

  test('while the issuer is away: 503 with Retry-After and no challenge, since no token would help', () => {
    const plain = refusalResponse(refuse('server.issuer'), context);
    expect([plain.status, plain.headers.get('retry-after')]).toEqual([503, '1']);
    expect(challengeOf('server.issuer')).toBeNull();
    const asked = refusalResponse(new Refusal('server.issuer', { retryAfterSeconds: 7 }), context);
    expect(asked.headers.get('retry-after')).toBe('7');
  });

  test('is JSON with error and error_description alone, never stored; details stay here', async () => {
    for (const code of Object.keys(refusals) as RefusalCode[]) {
      const refusal = refuse(code, { inner: 'not for the caller' });
      const response = refusalResponse(refusal, context);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual({ error: refusal.error, error_description: refusal.description });
    }
  });

  test('quotes any realm so that it can be read back (RFC 9110 §5.6.4)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,40}$/), (realm) => {
        const header = refusalResponse(refuse('token.missing'), { ...context, realm }).headers.get('www-authenticate');
        const read = /^Bearer realm="((?:[^"\\]|\\.)*)", resource_metadata="/.exec(header ?? '')?.[1];
        expect(read?.replace(/\\(.)/g, '$1')).toBe(realm);
      }),
    );
  });
});

test('what is wrong with a proof of possession is told in the scheme that needs one (RFC 9449 §7.1)', () => {
  for (const code of [
    'token.bound',
    'token.proof_missing',
    'token.proof',
    'token.proof_nonce',
    'token.other_key',
  ] as const) {
    const { status, headers } = refusalResponse(refuse(code), context);
    expect([code, status]).toEqual([code, 401]);
    expect(headers.get('www-authenticate')).toStartWith('DPoP realm="photos", error=');
    expect(headers.get('www-authenticate')).toContain('algs="ES256');
  }
});
