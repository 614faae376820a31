import { readdirSync, readFileSync } from 'node:fs';

/** Open file descriptors of a process, sockets among them. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const ESTABLISHED = '01';
const CONNECTING = '02';

/** How many connections of this machine to a port of 127.0.0.1 are open or being opened (proc(5), `/proc/net/tcp`). */
export const connectionsTo = (port: number): number => {
  const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
  return lines.filter((line) => {
    const [, , to, state] = line.trim().split(/\s+/);
    return to === remote && (state === ESTABLISHED || state === CONNECTING);
  }).length;
};

/** Resident memory of a process in MiB. */
export const residentMib = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
};
