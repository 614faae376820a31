import { isAbsolute } from 'node:path';

/** Debian's package where we may install it, a clear message otherwise. */
function installWrk(log: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || !Bun.which('apt-get')) return false;
  log('wrk is missing: installing the Debian package');
  const quiet = {
    stdout: 'ignore',
    stderr: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  Bun.spawnSync(['apt-get', 'update', '-q'], quiet);
  Bun.spawnSync(['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'wrk'], quiet);
  return Bun.which('wrk') !== null;
}

/** Throws, with what to do, unless the load generator and the peers' Node are here. */
export function requireTools(node: string, log: (line: string) => void): void {
  if (process.platform !== 'linux') throw new Error('The benchmark reads /proc and runs on Linux only.');
  if (!Bun.which('wrk') && !installWrk(log)) {
    throw new Error('The load generator wrk is missing. Install it: apt-get install wrk');
  }
  if (!isAbsolute(node) && !Bun.which(node)) throw new Error(`There is no ${node} here; oidc-provider runs on Node.`);
}
