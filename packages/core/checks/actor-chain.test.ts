import { describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import fc from 'fast-check';
import type { ActorClaim } from '../ports/actor-claim.ts';
import { actorsOf, mayAct, readActor, withActor } from './actor-chain.ts';

describe('the chain of actors (RFC 8693 §4.1)', () => {
  test('the last one is outside, and those before are kept', () => {
    const first = withActor({ subject: 'alice', act: undefined }, { sub: 'gateway' });
    expect(first).toEqual({ sub: 'gateway' });
    expect(withActor({ subject: 'alice', act: first as ActorClaim }, { sub: 'billing' })).toEqual({
      sub: 'billing',
      act: { sub: 'gateway' },
    });
  });

  test('who acts already is not named twice; whoever acted before, and the subject, cannot act again', () => {
    const act = { sub: 'billing', act: { sub: 'gateway' } };
    expect(withActor({ subject: 'alice', act }, { sub: 'billing' })).toEqual(act);
    for (const sub of ['gateway', 'alice'])
      expect(withActor({ subject: 'alice', act }, { sub })).toMatchObject({ code: 'exchange.cycle' });
    expect(withActor({ subject: 'alice', act }, { sub: 'gateway', iss: 'https://other.example' })).toMatchObject({
      iss: 'https://other.example',
    });
  });

  test('never has more than four, never one twice, and never loses one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'subject'), { maxLength: 12 }), (subs) => {
        let act: ActorClaim | undefined;
        for (const sub of subs) {
          const next = withActor({ subject: 'subject', act }, { sub });
          if (isRefusal(next)) continue;
          const [before, after] = [actorsOf(act), actorsOf(next)];
          expect(after.slice(after.length - before.length).map((one) => one.sub)).toEqual(before.map((one) => one.sub));
          act = next;
        }
        const names = actorsOf(act).map((one) => one.sub);
        expect(names.length).toBeLessThanOrEqual(4);
        expect(new Set([...names, 'subject']).size).toBe(names.length + 1);
      }),
    );
  });
});

test('may_act names who may; what cannot be read names nobody (RFC 8693 §4.4)', () => {
  const issuer = 'https://id.example';
  expect(mayAct(undefined, { sub: 'a' }, { issuer })).toBe(true);
  expect(mayAct({ sub: 'a' }, { sub: 'a' }, { issuer })).toBe(true);
  expect(mayAct({ sub: 'a', iss: issuer }, { sub: 'a' }, { issuer })).toBe(true);
  for (const claim of [null, 'a', ['a'], {}, { sub: 'b' }, { sub: 'a', iss: 'https://other.example' }])
    expect(mayAct(claim, { sub: 'a' }, { issuer })).toBe(false);
});

test('a name in the may_act of another issuer is theirs, unless it says that it is ours', () => {
  const where = { issuer: 'https://id.example', by: 'https://other.example' };
  expect(mayAct({ sub: 'a' }, { sub: 'a' }, where)).toBe(false);
  expect(mayAct({ sub: 'a', iss: where.issuer }, { sub: 'a' }, where)).toBe(true);
  expect(mayAct({ sub: 'a' }, { sub: 'a', iss: where.by }, where)).toBe(true);
});

test('an act claim of others is read as far as it is one, and any value at all is survived', () => {
  expect(readActor({ sub: 'a', extra: 1, act: { sub: 'b', iss: 'https://x.example' } })).toEqual({
    sub: 'a',
    act: { sub: 'b', iss: 'https://x.example' },
  });
  const deep = { sub: '1', act: { sub: '2', act: { sub: '3', act: { sub: '4', act: { sub: '5' } } } } };
  expect(readActor(deep)).toBeUndefined();
  expect(readActor({ sub: 'a', act: 'b' })).toBeUndefined();
  fc.assert(fc.property(fc.jsonValue(), (value) => actorsOf(readActor(value)).length <= 4));
});
