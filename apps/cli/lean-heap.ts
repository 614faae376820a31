/**
 * What the collector takes the machine's memory for. Measured under load on a machine of 24 GB: 123 MB resident with it,
 * 143 MB without, at the same speed; at half of it the collector believes that memory is short and takes half as long again.
 */
const HEAP_HINT_BYTES = 256 * 1024 * 1024;
const HINT = 'BUN_JSC_forceRAMSize';

/** Whether Bun's profiler samples this process. */
const isSampled = (): boolean => process.execArgv.some((option) => option.startsWith('--cpu-prof'));

/**
 * A server starts its own process anew with a hint for the garbage collector, which is read at the start of a process alone:
 * with the true size of a large machine it lets garbage pile up. Same process id, about
 * ten milliseconds, nothing loaded yet. An operator's own value is left alone, and so is a process under Bun's profiler: a signal
 * of its sampler that comes in between (SIGPWR) would end the new one.
 */
export const startLean = (args: readonly string[], environment: Readonly<Record<string, string | undefined>>): void => {
  if (args[0] !== 'serve' || environment[HINT] !== undefined || process.execve === undefined || isSampled()) return;
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...environment,
    [HINT]: String(HEAP_HINT_BYTES),
  });
};
