import { describe, expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aLogo } from '@cardea/testkit';
import { commandLine } from '../../cli.fixture.ts';

const PICTURE = aLogo().base64;

describe('cardea branding', () => {
  test('set changes what is named, from files too; show tells it, reset takes it away', async () => {
    using cli = await commandLine();
    writeFileSync(join(cli.folder, 'logo.png'), Buffer.from(PICTURE, 'base64'));
    const set = await cli.type(['branding', 'set', '--name', 'Example', '--accent', '#FFF', '--logo', 'logo.png']);
    expect([set.exitCode, set.stderr]).toEqual([0, expect.any(String)]);
    expect(set.stdout).toContain('PNG, 1 × 1 pixels');
    await cli.type(['branding', 'set', '--sign-in-text', 'Welcome']);
    await cli.type(['branding', 'set', '--sign-in-text', 'Hallo', '--language', 'de', '--name', 'none']);
    const { stdout } = await cli.type(['branding', 'show', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      accent: '#ffffff',
      logo: `data:image/png;base64,${PICTURE}`,
      sign_in_texts: { '*': 'Welcome', de: 'Hallo' },
      updated_at: expect.any(Number),
      version: 3,
    });
    await cli.type(['branding', 'set', '--sign-in-text', 'none', '--language', 'de']);
    expect(JSON.parse((await cli.type(['branding', 'show', '--json'])).stdout).sign_in_texts).toEqual({
      '*': 'Welcome',
    });
    expect((await cli.type(['branding', 'reset', '--yes'])).exitCode).toBe(0);
    expect((await cli.type(['branding', 'show'])).stdout).toContain('never');
  });

  test('of a client is apart', async () => {
    using cli = await commandLine();
    const { client_id } = JSON.parse((await cli.type(['clients', 'add', '--name', 'N', '--json'])).stdout);
    expect((await cli.type(['branding', 'set', '--client', client_id, '--accent', '#102030'])).exitCode).toBe(0);
    expect((await cli.type(['branding', 'show', '--client', client_id])).stdout).toContain('#102030');
    expect((await cli.type(['branding', 'show'])).stdout).not.toContain('#102030');
  });

  test.each([
    [['branding', 'set'], 2, 'nothing is to be changed'],
    [['branding', 'set', '--language', 'de'], 2, '--language needs a text'],
    [['branding', 'set', '--logo', 'nowhere.png'], 1, 'cannot be read'],
    [['branding', 'set', '--accent', 'red'], 1, 'accent is no colour'],
    [['branding', 'show', '--client', 'c_nobody'], 1, 'There is no such client'],
  ])('%j is told what is wrong', async (words, code, message) => {
    using cli = await commandLine();
    const { exitCode, stderr } = await cli.type(words);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
