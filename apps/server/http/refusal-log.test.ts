import { expect, test } from 'bun:test';
import { refuse } from '@cardea/protocol';
import { RefusalLog } from './refusal-log.ts';

const caller = { address: '192.0.2.1', network: '192.0.2.1', requestId: 'r' };

const recorder = () => {
  const lines: {
    readonly level: string;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly message: string;
  }[] = [];
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, log: new RefusalLog({ warn: write('warn'), error: write('error') }) };
};

test('a flood of refusals writes 20 lines a second and the number of the rest (S153)', () => {
  const { lines, log } = recorder();
  for (let count = 0; count < 1000; count++)
    log.write(refuse('client.unknown'), { route: 'token', caller, nowMs: 5_000 + (count % 900) });
  expect(lines).toHaveLength(20);
  log.write(refuse('client.unknown'), { route: 'token', caller, nowMs: 6_000 });
  expect(lines.slice(20).map(({ fields }) => fields.count ?? fields.refusal)).toEqual([980, 'client.unknown']);
});

test('one kind of refusal does not hide another, and a fault of ours is always written', () => {
  const { lines, log } = recorder();
  for (let count = 0; count < 30; count++) log.write(refuse('client.unknown'), { route: 'token', caller, nowMs: 0 });
  log.write(refuse('scope.not_allowed', { requested: ['x'] }), { route: 'token', caller, nowMs: 0 });
  for (let count = 0; count < 30; count++) log.write(refuse('server.database'), { route: 'token', caller, nowMs: 0 });
  expect(lines.filter(({ fields }) => fields.refusal === 'scope.not_allowed')).toHaveLength(1);
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(30);
  expect(lines.at(20)?.fields).toEqual({
    requestId: 'r',
    route: 'token',
    address: '192.0.2.1',
    refusal: 'scope.not_allowed',
    section: 'RFC 6749 §3.3',
    detail: { requested: ['x'] },
  });
});
