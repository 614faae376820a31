import { readFileSync } from 'node:fs';

/** Linux counts process time in ticks of 10 ms (USER_HZ). */
const MICROSECONDS_PER_TICK = 10_000;
const SAMPLE_EVERY_MS = 100;

export interface CpuTime {
  readonly userUs: number;
  readonly systemUs: number;
}

/** Time of all threads of a process so far (proc(5), /proc/pid/stat fields 14 and 15). */
export function cpuTime(pid: number): CpuTime {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    userUs: Number(fields[11]) * MICROSECONDS_PER_TICK,
    systemUs: Number(fields[12]) * MICROSECONDS_PER_TICK,
  };
}

/** Time that processes used on one core so far, user and system, without the kernel's interrupts (proc(5), /proc/stat). */
export function coreMicroseconds(core: number): number {
  const fields = new RegExp(`^cpu${core} (.*)$`, 'm').exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ') ?? [];
  const [user = 0, nice = 0, system = 0] = fields.map(Number);
  return (user + nice + system) * MICROSECONDS_PER_TICK;
}

/** Resident memory of a process in bytes (VmRSS). */
function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Samples the resident memory until stopped; `stop` gives the highest value seen. */
export function watchMemory(pid: number): { readonly stop: () => number } {
  let peak = residentBytes(pid);
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, residentBytes(pid));
    } catch {
      clearInterval(timer); // The process is gone; the load run reports that.
    }
  }, SAMPLE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}
