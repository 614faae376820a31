import { expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

test('an empty outbox says so, and what is not there is not found', async () => {
  using cli = await commandLine();
  const listed = await cli.type(['outbox', 'ls']);
  expect([listed.exitCode, listed.stdout.trim()]).toEqual([0, '']);
  expect(listed.stderr).toContain('Nothing waits, and nothing was given up.');
  for (const words of [
    ['show', 'x'],
    ['retry', 'x'],
    ['drop', 'x', '--yes'],
  ]) {
    const { exitCode, stderr } = await cli.type(['outbox', ...words, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr).error).toBe('delivery.not_found');
  }
  expect((await cli.type(['outbox', 'drop', 'x'])).exitCode).toBe(2);
  expect((await cli.type(['outbox', 'ls', '--state', 'lost'])).exitCode).toBe(2);
});

test('what waits is listed, shown, hastened and dropped, and nothing of what it says', async () => {
  using cli = await commandLine({ CARDEA_SMTP_URL: 'smtp://127.0.0.1:1', CARDEA_MAIL_FROM: 'id@example.org' });
  await cli.json(['users', 'add', '--username', 'bob', '--email', 'bob@example.org']);
  await cli.json(['users', 'reset-link', 'bob', '--mail']);
  const { stdout } = await cli.type(['outbox', 'ls', '--state', 'waiting', '--json']);
  const [delivery] = JSON.parse(stdout);
  expect(delivery).toMatchObject({ kind: 'mail', about: 'reset_password', state: 'waiting', to: 'b…@example.org' });
  expect(stdout).not.toMatch(/bob@|cda_|payload/);
  expect((await cli.type(['outbox', 'show', delivery.id])).stdout).toMatch(/^about +reset_password$/m);
  expect((await cli.type(['outbox', 'retry', delivery.id])).stdout).toContain('is tried now');
  expect((await cli.type(['outbox', 'drop', delivery.id, '--yes'])).exitCode).toBe(0);
  expect((await cli.type(['outbox', 'ls', '--json'])).stdout.trim()).toBe('[]');
});
