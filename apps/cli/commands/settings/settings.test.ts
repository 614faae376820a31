import { expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

test('a setting is shown, changed and taken back, and the next command knows', async () => {
  using cli = await commandLine();
  expect((await cli.type(['settings', 'get', 'session_idle'])).stdout).toMatch(/^value +7d$/m);
  const changed = await cli.json(['settings', 'set', 'session_idle', '12h']);
  expect(changed).toMatchObject({ source: 'stored', value: '12h', version: 1 });
  expect(await cli.json(['settings', 'get', 'CARDEA_SESSION_IDLE'])).toMatchObject({ source: 'stored', value: '12h' });
  expect((await cli.type(['settings', 'ls', '--set'])).stdout).toMatch(/^session_idle +12h +stored +yes$/m);
  const late = await cli.type(['settings', 'set', 'session_idle', '1h', '--version', '0', '--json']);
  expect([late.exitCode, JSON.parse(late.stderr).error]).toEqual([1, 'setting.conflict']);
  expect((await cli.type(['settings', 'reset', 'session_idle', '--version', '1'])).stdout).toContain('7d (default)');
});

test('what is set at the machine is locked, what may not be stored is refused, and a wrong value says what to write', async () => {
  using cli = await commandLine({ CARDEA_SESSION_MAX: '9d' });
  const refused = async (...words: readonly string[]) => {
    const { exitCode, stderr } = await cli.type(['settings', ...words, '--json']);
    return [exitCode, JSON.parse(stderr).error];
  };
  expect(await refused('set', 'session_max', '1d')).toEqual([1, 'setting.locked']);
  expect(await refused('set', 'issuer', 'https://other.example')).toEqual([1, 'setting.fixed']);
  expect(await refused('set', 'sesion_max', '1d')).toEqual([1, 'setting.not_found']);
  expect(await refused('set', 'session_idle', 'for ever')).toEqual([1, 'setting.invalid']);
  const wrong = await cli.type(['settings', 'set', 'registration.mode', 'everybody']);
  expect(wrong.stderr).toContain('Write off, token or open.');
  expect((await cli.type(['settings', 'ls', '--changeable'])).stdout).toMatch(
    /^session_max +9d +environment +locked$/m,
  );
});
