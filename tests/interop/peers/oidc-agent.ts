import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { waitUntil } from '../../harness/wait-until.ts';

const DEADLINE_MS = 30_000;

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command of which the output is read as it comes. */
export interface RunningCommand {
  /** Waits until what was printed so far matches; throws with all of it where the command ends first. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

const isListening = async (socket: string): Promise<boolean> => {
  const connected = await Bun.connect({ unix: socket, socket: { data: () => undefined } }).catch(() => undefined);
  connected?.end();
  return connected !== undefined;
};

/** Debian's oidc-agent with a folder of its own, and its commands. */
export class OidcAgent implements AsyncDisposable {
  private constructor(
    private readonly folders: readonly string[],
    private readonly pid: number,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  static async start(): Promise<OidcAgent> {
    const folder = await mkdtemp(join(tmpdir(), 'oidc-agent-'));
    const env = { ...process.env, OIDC_CONFIG_DIR: folder, TMPDIR: folder };
    // It goes into the background by itself, and says where it is in words for a shell
    const { stdout, stderr } = Bun.spawnSync(['oidc-agent', '--no-autoload', '--no-autoreauthenticate'], { env });
    const said = stdout.toString();
    const socket = /OIDC_SOCK=([^;]+);/.exec(said)?.[1];
    const pid = Number(/OIDCD_PID=(\d+);/.exec(said)?.[1]);
    if (socket === undefined || !Number.isInteger(pid)) throw new Error(`no agent: ${said}${stderr}`);
    // It speaks before it listens
    await waitUntil(() => isListening(socket), { what: 'oidc-agent listens', timeoutMs: DEADLINE_MS });
    const own = { OIDC_SOCK: socket, OIDCD_PID: String(pid), PASSPHRASE: 'of the account files' };
    return new OidcAgent([folder, dirname(socket)], pid, { ...env, ...own });
  }

  command(...words: readonly string[]): RunningCommand {
    const child = Bun.spawn([...words], {
      env: this.env,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      timeout: DEADLINE_MS,
    });
    const output = { stdout: '', stderr: '' };
    let isOver = false;
    let heard = Promise.withResolvers<void>();
    const tell = (): void => {
      heard.resolve();
      heard = Promise.withResolvers();
    };
    const read = async (name: 'stdout' | 'stderr'): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const chunk of child[name]) {
        output[name] += decoder.decode(chunk, { stream: true });
        tell();
      }
    };
    const finish = async (): Promise<Ended> => {
      await Promise.all([read('stdout'), read('stderr')]);
      const exitCode = await child.exited;
      isOver = true;
      tell();
      return { exitCode, ...output };
    };
    const ended = finish();
    return {
      ended,
      async until(pattern) {
        for (;;) {
          const found = pattern.exec(output.stdout + output.stderr);
          if (found !== null) return found;
          if (isOver) throw new Error(`${words.join(' ')} never said ${pattern}:\n${output.stdout}${output.stderr}`);
          await heard.promise;
        }
      },
    };
  }

  run(...words: readonly string[]): Promise<Ended> {
    return this.command(...words).ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.kill(this.pid);
    // It leaves the folder of its socket behind
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}
