import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, pinned } from './cores.ts';

export interface CommandSettings {
  readonly command: readonly string[];
  readonly core: Core;
  /** Added to the few variables that every process gets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
}

export interface Started {
  readonly pid: number;
  /** What the process wrote to its standard error so far (the last 4 KiB). */
  readonly stderr: () => string;
  readonly exited: () => boolean;
  /** SIGTERM, after 5 s SIGKILL; resolves when the process is gone. */
  readonly stop: () => Promise<void>;
}

const STDERR_KEPT = 4096;
const STOP_GRACE_MS = 5000;
const INHERITED = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

function environmentOf(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...added };
}

/** Everything that a benchmark leaves behind: its processes (ended by pid) and its temporary folder. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'cardea-bench-'));
  readonly #running = new Set<Bun.Subprocess>();

  /** A new empty folder inside the temporary one. */
  subfolder(name: string): string {
    const path = mkdtempSync(join(this.folder, `${name}-`));
    mkdirSync(path, { recursive: true });
    return path;
  }

  start(settings: CommandSettings): Started {
    const child = Bun.spawn(pinned(settings.command, settings.core), {
      env: environmentOf(settings.environment),
      cwd: settings.workingFolder ?? this.folder,
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
    });
    this.#running.add(child);
    const gone = child.exited.then(() => this.#running.delete(child));
    let kept = '';
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of child.stderr) kept = (kept + decoder.decode(chunk)).slice(-STDERR_KEPT);
    })();
    return {
      pid: child.pid,
      stderr: () => kept.trim(),
      exited: () => child.exitCode !== null || child.signalCode !== null,
      stop: async () => {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
        await gone;
        clearTimeout(timer);
      },
    };
  }

  /** Runs a command to its end and gives its standard output; throws when it fails or takes too long. */
  async run(settings: CommandSettings & { readonly timeoutSeconds: number }): Promise<string> {
    const child = Bun.spawn(pinned(settings.command, settings.core), {
      env: environmentOf(settings.environment),
      cwd: settings.workingFolder ?? this.folder,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      timeout: settings.timeoutSeconds * 1000,
    });
    this.#running.add(child);
    const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
    const code = await child.exited;
    this.#running.delete(child);
    if (code === 0) return output;
    const said = (errors.trim() || output.trim()).slice(-800);
    throw new Error(`\`${settings.command.slice(0, 4).join(' ')} …\` failed (${child.signalCode ?? code}): ${said}`);
  }

  /** Ends what still runs and removes the folder. Synchronous, so that it can serve as an exit handler. */
  close(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
