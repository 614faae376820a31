import { expect, test } from 'bun:test';
import { ManagementError } from './management-error.ts';
import { managementErrors } from './management-errors.ts';

test('every refusal says what is wrong and what to do, in one line each', () => {
  for (const [code, { message, mend }] of Object.entries(managementErrors)) {
    expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
    for (const text of [message, mend]) {
      expect(text).toMatch(/^[A-Z][^\n]*[^.\n]$/);
    }
  }
});

test('names the setting that is wrong', () => {
  const error = new ManagementError('client.invalid', { field: 'jwks', problem: 'holds no key' });
  expect(error.message).toBe('The client cannot be registered like this: jwks holds no key');
  expect(error.field).toBe('jwks');
});
