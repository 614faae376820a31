import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { commandLine } from './cli.fixture.ts';
import { processEnv, spawnCardea } from './server.fixture.ts';

// Processes are started: a busy machine takes its time.
setDefaultTimeout(60_000);

const MAIN = `${import.meta.dir}/main.ts`;

/** Runs `cardea WORDS` at a terminal and types `keys` at its first question. */
const atTerminal = async (words: readonly string[], env: Readonly<Record<string, string>>, keys = '') => {
  let seen = '';
  let isTyped = false;
  const decoder = new TextDecoder();
  const child = Bun.spawn([process.execPath, MAIN, ...words], {
    env: processEnv(env),
    terminal: {
      cols: 120,
      rows: 40,
      data: (terminal, data) => {
        seen += decoder.decode(data, { stream: true });
        if (isTyped || !seen.includes('[y/N]')) return;
        isTyped = true;
        terminal.write(keys);
      },
    },
  });
  return { exitCode: await child.exited, seen };
};

describe('cardea as a process', () => {
  test('answers on standard output, complains on standard error, and tells success by its exit code', async () => {
    using cli = await commandLine();
    for (const [words, exitCode] of [
      [['clients', 'add', '--name', 'N', '--json'], 0],
      [['clients', 'show', 'nobody'], 1],
      [['clients', 'rm'], 2],
      [['auth', 'reset'], 2],
    ] as const) {
      const child = spawnCardea(words, cli.env);
      const [stdout, stderr] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
      ]);
      expect(await child.exited).toBe(exitCode);
      if (exitCode === 0) expect(JSON.parse(stdout)).toHaveProperty('client_secret');
      else expect({ stdout, isSaid: stderr.startsWith('cardea: ') }).toEqual({ stdout: '', isSaid: true });
    }
  });

  test('several at once wait for each other, and none is lost', async () => {
    using cli = await commandLine();
    const children = ['a', 'b', 'c', 'd'].map((id) =>
      spawnCardea(['clients', 'add', '--name', id, '--id', id], cli.env),
    );
    expect(await Promise.all(children.map((child) => child.exited))).toEqual([0, 0, 0, 0]);
    const clients = await cli.json<readonly { readonly client_id: string }[]>(['clients', 'ls']);
    expect(clients.map((one) => one.client_id).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('asks at a terminal before what cannot be undone, and colours only there', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
    expect((await atTerminal(['clients', 'ls'], cli.env)).seen).toContain('\u001b[1mCLIENT ID');
    expect((await atTerminal(['clients', 'ls'], { ...cli.env, NO_COLOR: '1' })).seen).not.toContain('\u001b[');
    expect((await cli.type(['clients', 'ls'])).stdout).not.toContain('\u001b[');
    const no = await atTerminal(['clients', 'rm', 'n'], cli.env, '\r');
    expect(no.exitCode).toBe(1);
    expect(no.seen).toContain('Remove the client n (N)');
    expect(await cli.json(['clients', 'show', 'n'])).toMatchObject({ client_id: 'n' });
    expect((await atTerminal(['clients', 'rm', 'n'], cli.env, 'y\r')).exitCode).toBe(0);
    expect((await cli.type(['clients', 'show', 'n'])).exitCode).toBe(1);
  });

  test('a reader that goes away is no failure', async () => {
    using cli = await commandLine();
    const child = Bun.spawn(['sh', '-c', `"$0" "$1" --help | head -1`, process.execPath, MAIN], {
      env: processEnv(cli.env),
      stderr: 'pipe',
    });
    expect(await new Response(child.stdout).text()).toStartWith('Cardea');
    expect(await new Response(child.stderr).text()).toBe('');
  });
});
