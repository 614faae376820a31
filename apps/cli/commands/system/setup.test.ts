import { describe, expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

const GOOD = 'five quiet owls above the barn';
const MADE = /^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/;

describe('cardea setup', () => {
  test('asks for a name and twice for a password, and makes an owner', async () => {
    using cli = await commandLine();
    const { exitCode, stdout, stderr } = await cli.type(['setup'], { lines: ['olga'], secrets: [GOOD, GOOD] });
    expect([exitCode, stdout.includes('olga'), stdout.includes('owner')]).toEqual([0, true, true]);
    expect(stdout + stderr).not.toContain(GOOD);
    expect(await cli.json(['users', 'show', 'olga'])).toMatchObject({ role: 'owner', has_password: true });
    const [entry] = await cli.json<readonly object[]>(['audit', 'ls']);
    expect(entry).toMatchObject({ action: 'account.created', actor: { kind: 'operator' }, detail: { role: 'owner' } });
  });

  test('makes a password where it is asked to, and shows it once; with --json it is for scripts', async () => {
    using cli = await commandLine();
    const made = await cli.json(['setup', '--username', 'olga', '--email', 'olga@people.example', '--generate']);
    expect(made).toMatchObject({ username: 'olga', role: 'owner', password: expect.stringMatching(MADE) });
    expect((await cli.type(['users', 'show', 'olga'])).stdout).not.toContain(String(made.password));
  });

  test('takes a password from standard input, and none that is guessed quickly', async () => {
    using cli = await commandLine();
    const words = ['setup', '--username', 'olga', '--password-stdin', '--json'];
    const weak = await cli.type(words, { stdin: 'password123\n' });
    expect([weak.exitCode, JSON.parse(weak.stderr).error]).toEqual([1, 'account.password_refused']);
    expect(await cli.json<unknown>(['users', 'ls'])).toEqual([]);
    const { exitCode, stdout } = await cli.type(words, { stdin: `${GOOD}\n` });
    expect([exitCode, JSON.parse(stdout).password]).toEqual([0, undefined]);
  });

  test('refuses where there is an owner, however it is asked, and changes nothing (S112)', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'adam', '--role', 'admin']);
    await cli.json(['setup', '--username', 'olga', '--generate']);
    for (const words of [
      ['setup', '--username', 'mallory', '--generate'],
      ['setup', '--link'],
    ]) {
      const { exitCode, stdout, stderr } = await cli.type([...words, '--json']);
      expect([exitCode, stdout, JSON.parse(stderr).error]).toEqual([1, '', 'set_up.owned']);
    }
    const people = await cli.json<readonly { username: string }[]>(['users', 'ls']);
    expect(people.map(({ username }) => username)).toEqual(['adam', 'olga']);
  });

  test('does not make somebody an owner who has an account: who that is, the operator says', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'olga']);
    const { exitCode, stderr } = await cli.type(['setup', '--username', 'OLGA', '--generate', '--json']);
    expect([exitCode, JSON.parse(stderr).error]).toEqual([1, 'account.exists']);
    expect((await cli.json(['users', 'show', 'olga'])).role).toBeUndefined();
  });

  test('a link is an address of the issuer, works for an hour, and stands nowhere but in the answer', async () => {
    using cli = await commandLine();
    const { url, expires_at } = await cli.json(['setup', '--link']);
    expect(url).toMatch(/^http:\/\/localhost:2273\/setup\?link=cda_ol_/);
    expect(Number(expires_at) * 1000 - Date.now()).toBeGreaterThan(3_500_000);
    const { stdout } = await cli.type(['audit', 'ls', '--json']);
    expect(stdout).toContain('one_time_link.sent');
    expect(stdout).not.toContain(new URL(String(url)).searchParams.get('link')?.slice(8) ?? '');
  });

  test.each([
    [['--generate', '--password-stdin', '--username', 'x'], 'exclude each other'],
    [['--link', '--username', 'x'], 'chosen in the browser'],
    [['--password-stdin'], 'needs --username'],
    [['--username', 'x'], 'nobody to type'],
    [[], 'nobody to ask'],
  ])('refuses %p', async (words, said) => {
    using cli = await commandLine();
    const { exitCode, stderr } = await cli.type(['setup', ...words], { stdin: `${GOOD}\n` });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('two passwords that differ make nobody', async () => {
    using cli = await commandLine();
    const { exitCode } = await cli.type(['setup'], { lines: ['olga'], secrets: [GOOD, `${GOOD}!`] });
    expect(exitCode).toBe(2);
    expect(await cli.json<unknown>(['users', 'ls'])).toEqual([]);
  });
});
