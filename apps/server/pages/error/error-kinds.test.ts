import { describe, expect, test } from 'bun:test';
import { type RefusalCode, refusals, refuse } from '@cardea/protocol';
import { errorKind } from './error-kinds.ts';

const kindOf = (code: RefusalCode) => errorKind(refuse(code));

describe('what an error page is about', () => {
  test.each<[RefusalCode, string]>([
    ['flow.unknown', 'expired'],
    ['flow.other_browser', 'other_browser'],
    ['flow.csrf', 'form'],
    ['authorize.client', 'application'],
    ['authorize.redirect_uri', 'address'],
    ['authorize.redirect_uri_missing', 'address'],
    ['request.path_unknown', 'not_found'],
    ['request.parameter_repeated', 'malformed'],
    ['request.method', 'malformed'],
    ['login.too_many', 'too_many'],
    ['server.hashing_busy', 'busy'],
    ['server.database', 'busy'],
    ['server.defect', 'defect'],
  ])('%s: %s', (code, kind) => expect(kindOf(code)).toBe(kind as ReturnType<typeof kindOf>));

  test('is known for every refusal there is', () => {
    for (const code of Object.keys(refusals)) expect(kindOf(code as RefusalCode)).toBeString();
  });
});
