import { cpus } from 'node:os';

/** `server`: what is measured. `generator`: wrk, the benchmark itself and what stands beside the server. */
export type Core = 'server' | 'generator';

export const CORE_NUMBERS: Readonly<Record<Core, number>> = { server: 0, generator: 1 };

/** Whether each side can have a core of its own here. */
export const canPin = (): boolean => cpus().length >= 2 && Bun.which('taskset') !== null;

/** The command bound to its core; unchanged on a machine with one core or without taskset. */
export function pinned(command: readonly string[], core: Core): string[] {
  return canPin() ? ['taskset', '--cpu-list', String(CORE_NUMBERS[core]), ...command] : [...command];
}

/** Puts the benchmark itself on the generator's core. */
export function pinSelf(): void {
  if (!canPin()) return;
  const core = String(CORE_NUMBERS.generator);
  Bun.spawnSync(['taskset', '--all-tasks', '--pid', '--cpu-list', core, String(process.pid)]);
}
