import { describe, expect, test } from 'bun:test';
import { commandLine } from '../cli.fixture.ts';
import { apply, job, plan, web } from './configuration-line.fixture.ts';

test('settings that were changed while it runs are in it; what the environment says is not, and is not overruled', async () => {
  using cli = await commandLine({ CARDEA_SESSION_IDLE: '1h' });
  const sections = { settings: [{ name: 'registration.mode', value: 'token' }] };
  expect(await apply(cli, sections)).toMatchObject({ exitCode: 0, left: 0 });
  expect(await cli.json(['export', '--section', 'settings'])).toEqual({ cardea: 1, ...sections });
  const locked = await apply(cli, { settings: [{ name: 'session_idle', value: '2h' }] });
  expect(locked).toMatchObject({ exitCode: 1, done: [], failed: { error: 'setting.locked' } });
  const variable = await apply(cli, { settings: [{ name: 'CARDEA_SESSION_IDLE', value: '2h' }] });
  expect(variable.error).toBe('configuration.invalid');
  expect(await apply(cli, { settings: [] }, ['--prune'])).toMatchObject({ done: [{ action: 'remove' }] });
  expect(await plan(cli, { settings: [] }, '--prune')).toMatchObject({ differs: false, kept: [] });
});

describe('cardea export', () => {
  test('one section, or the format as a JSON Schema that no key is hidden from', async () => {
    using cli = await commandLine();
    await apply(cli, { clients: [web, job] });
    const exported = await cli.json(['export', '--section', 'clients']);
    expect(Object.keys(exported)).toEqual(['cardea', 'clients']);
    expect((exported.clients as { id: string }[]).map(({ id }) => id)).toEqual(['job', 'web']);
    const unknown = await cli.type(['export', '--section', 'people']);
    expect([unknown.exitCode, unknown.stderr.includes('scopes')]).toEqual([2, true]);
    const schema = await cli.json(['export', '--schema']);
    expect(JSON.stringify(schema)).not.toContain('readOnly');
    expect(Object.keys(schema.properties as object)).toEqual(
      expect.arrayContaining(Object.keys(await cli.json(['export']))),
    );
  });
});
