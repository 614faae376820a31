/** How long the output of an ended process may keep us waiting: a grandchild of its own session can hold the pipe. */
const DRAIN_MS = 2000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = 130;

export interface ProcessResult {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Both streams, line by line as they came. */
  readonly lines: readonly string[];
  readonly milliseconds: number;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly timeLimitMs: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
}

const readLines = async (stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> => {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) onLine(line);
  }
  if (rest !== '') onLine(rest);
};

/** Runs a command in a process group of its own; when it has ended or its time is up, nothing of the group is left. */
export const runProcess = async (
  command: readonly string[],
  { cwd, timeLimitMs, env = {}, onLine }: ProcessOptions,
): Promise<ProcessResult> => {
  const started = Bun.nanoseconds();
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    onLine?.(line);
  };
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...process.env, ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    detached: true,
  });
  const endGroup = (): void => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // ESRCH: the whole group is gone already.
    }
  };
  // The group is not the terminal's: without this, Ctrl-C would end us and leave it running.
  const onSignal = (): never => {
    endGroup();
    process.exit(INTERRUPTED);
  };
  for (const signal of SIGNALS) process.once(signal, onSignal);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup();
  }, timeLimitMs);
  const output = Promise.all([readLines(child.stdout, keep), readLines(child.stderr, keep)]);
  await child.exited;
  clearTimeout(timer);
  for (const signal of SIGNALS) process.off(signal, onSignal);
  endGroup();
  const drain = Promise.withResolvers<void>();
  const drainTimer = setTimeout(drain.resolve, DRAIN_MS);
  await Promise.race([output, drain.promise]);
  clearTimeout(drainTimer);
  return { exitCode: child.exitCode, timedOut, lines, milliseconds: (Bun.nanoseconds() - started) / 1e6 };
};
