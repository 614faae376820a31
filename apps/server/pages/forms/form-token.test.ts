import { describe, expect, test } from 'bun:test';
import { createDigests, generateMasterKey, masterKeyFrom } from '@cardea/crypto';
import { formToken, isFormToken } from './form-token.ts';

const digests = createDigests(masterKeyFrom(generateMasterKey()));
const form = { secret: 's'.repeat(43), flowId: 'f'.repeat(22), form: 'consent' } as const;

describe('the token of a form', () => {
  test('is the same in every tab of a browser (S014)', () => {
    expect(formToken(digests, form)).toBe(formToken(digests, { ...form }));
    expect(isFormToken(formToken(digests, form), digests, form)).toBe(true);
  });

  test.each([
    { ...form, secret: 't'.repeat(43) },
    { ...form, flowId: 'g'.repeat(22) },
    { ...form, form: 'login' as const },
  ])('fits no other browser, flow or form: %#', (other) => {
    expect(isFormToken(formToken(digests, form), digests, other)).toBe(false);
  });

  test.each([undefined, '', 'x', 'ÿ'.repeat(43)])('is not %p', (sent) => {
    expect(isFormToken(sent, digests, form)).toBe(false);
  });
});
