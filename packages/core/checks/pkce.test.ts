import { expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { isRefusal } from '@cardea/protocol';
import fc from 'fast-check';
import { checkCodeVerifier, codeChallenge } from './pkce.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
const verifier = fc.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/);

test('the example of RFC 7636 appendix B', () => {
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  expect(codeChallenge({ challenge, method: 'S256', required: true })).toBe(challenge);
  expect(checkCodeVerifier('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', challenge, sha256)).toBeUndefined();
});

test('a verifier fits its own challenge and no other', () => {
  fc.assert(
    fc.property(verifier, verifier, (one, other) => {
      const refusal = checkCodeVerifier(one, sha256(other), sha256);
      expect(refusal?.code).toBe(one === other ? undefined : 'code.verifier_wrong');
    }),
  );
});

test('nothing but a verifier is hashed (RFC 7636 §4.1)', () => {
  const hashed: string[] = [];
  const spy = (text: string): string => {
    hashed.push(text);
    return sha256(text);
  };
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ minLength: 129, maxLength: 4096 })), (text) => {
      checkCodeVerifier(text, 'x'.repeat(43), spy);
      expect(hashed.every((one) => /^[A-Za-z0-9._~-]{43,128}$/.test(one))).toBe(true);
    }),
  );
});

test('a challenge is S256 or is refused; without one there is none, where that is allowed', () => {
  fc.assert(
    fc.property(
      fc.option(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9_-]{43}$/)), { nil: undefined }),
      fc.option(fc.oneof(fc.string(), fc.constantFrom('S256', 'plain')), { nil: undefined }),
      fc.boolean(),
      (challenge, method, required) => {
        const answer = codeChallenge({ challenge, method, required });
        if (isRefusal(answer)) expect(answer.error).toBe('invalid_request');
        else if (answer === undefined)
          expect({ challenge, method, required }).toEqual({ challenge: undefined, method: undefined, required: false });
        else expect({ answer, method }).toEqual({ answer: challenge ?? '', method: 'S256' });
      },
    ),
  );
});
