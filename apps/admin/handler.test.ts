import { describe, expect, test } from 'bun:test';
import { DatabaseUnavailable, HashingBusy } from '@cardea/core';
import { adminFixture, OPERATOR } from './admin.fixture.ts';
import { ADMIN_PATH, createAdminHandler } from './handler.ts';
import { SystemError } from './system/system-errors.ts';
import type { SystemServices } from './system/system-services.ts';

const SECRET_TEXT = 'SQLITE_CORRUPT: /var/lib/secret.db';

const system = (backup: SystemServices['backup']): SystemServices => ({
  status: () => ({
    version: '1',
    issuer: 'https://a.example',
    mode: 'production',
    pid: 1,
    startedAt: 1,
    database: 'x',
  }),
  diagnose: async () => [],
  backup,
});

/** Asks for a backup, which does as `backup` says. */
const ask = async (backup: SystemServices['backup'], body = '{"file":"/x"}', path = 'system.backup') => {
  const faults: unknown[] = [];
  const { management } = await adminFixture();
  const handle = createAdminHandler({
    contextOf: () => ({
      management,
      system: system(backup),
      actor: OPERATOR,
      authority: { kind: 'operator' },
      now: () => 0,
    }),
    onFault: (error) => faults.push(error),
  });
  const response = await handle(
    new Request(`http://x${ADMIN_PATH}/${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }),
  );
  const text = await response.text();
  return { status: response.status, text, problem: JSON.parse(text).error?.data?.problem, faults };
};

describe('the procedures over fetch', () => {
  test('a refusal has its code, its words and its status', async () => {
    const { status, problem, faults } = await ask(async () => new SystemError('backup.file_exists', '/x'));
    expect(status).toBe(409);
    expect(problem).toMatchObject({
      code: 'backup.file_exists',
      message: 'The file exists: /x',
      mend: expect.any(String),
    });
    expect(faults).toEqual([]);
  });

  test.each([
    ['a database that does not answer', new DatabaseUnavailable(SECRET_TEXT), 503, 'database.unavailable'],
    ['a full queue of hashes', new HashingBusy(SECRET_TEXT), 503, 'hashing.busy'],
    ['a defect', new TypeError(SECRET_TEXT), 500, 'internal'],
  ])('%s is told to the log, and nothing of it to the caller', async (_what, error, status, code) => {
    const answer = await ask(async () => {
      throw error;
    });
    expect(answer.status).toBe(status);
    expect(answer.problem.code).toBe(code);
    expect(answer.text).not.toContain('SQLITE');
    expect(answer.text).not.toContain('stack');
    expect(answer.faults).toEqual([error]);
  });

  test.each([
    ['{"file":1}', 'system.backup', 400, 'input.invalid'],
    ['{"file":"x","more":1}', 'system.backup', 400, 'input.invalid'],
    ['{}', 'system.backup', 400, 'input.invalid'],
    ['{"file":"x"}', 'system.nothing', 404, 'procedure.unknown'],
    ['{"file":"x"}', '__proto__', 404, 'procedure.unknown'],
  ])('%s to %s is refused with %d', async (body, path, status, code) => {
    const answer = await ask(async (file) => ({ file, bytes: 1 }), body, path);
    expect(answer.status).toBe(status);
    expect(answer.problem.code).toBe(code);
    expect(answer.faults).toEqual([]);
  });

  test('a body that is no JSON, and a query that is posted, are refused without a fault', async () => {
    for (const [body, path, status, code] of [
      ['{', 'system.backup', 400, 'input.invalid'],
      ['{}', 'clients.list', 405, 'procedure.unknown'],
      ['{}', 'system.backup,system.backup?batch=1', 400, 'input.invalid'],
    ] as const) {
      const answer = await ask(async (file) => ({ file, bytes: 1 }), body, path);
      expect([path, answer.status, answer.problem.code]).toEqual([path, status, code]);
      expect(answer.faults).toEqual([]);
    }
  });
});
