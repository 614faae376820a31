import { existsSync } from 'node:fs';
import type { Skip } from './outcome.ts';
import { runProcess } from './run-process.ts';

/** A program that tests need and that no package of ours brings. */
export interface Need {
  /** Its name, or the path of a file where it is no program. */
  readonly binary: string;
  /** Debian package that holds it. */
  readonly debianPackage: string;
  /** Test files that cannot run without it. */
  readonly usedBy: RegExp;
}

const needs: readonly Need[] = [
  {
    binary: 'chromium',
    debianPackage: 'chromium',
    usedBy: /^tests\/(e2e\/.*|interop\/mod-auth-openidc[^/]*)\.test\.ts$/,
  },
  { binary: 'prometheus', debianPackage: 'prometheus', usedBy: /^tests\/interop\/prometheus[^/]*\.test\.ts$/ },
  {
    binary: '/usr/lib/apache2/modules/mod_auth_openidc.so',
    debianPackage: 'libapache2-mod-auth-openidc',
    usedBy: /^tests\/interop\/mod-auth-openidc[^/]*\.test\.ts$/,
  },
  {
    binary: '/usr/lib/python3/dist-packages/authlib/__init__.py',
    debianPackage: 'python3-authlib',
    usedBy: /^tests\/interop\/authlib[^/]*\.test\.ts$/,
  },
  {
    binary: '/usr/lib/python3/dist-packages/requests/__init__.py',
    debianPackage: 'python3-requests',
    usedBy: /^tests\/interop\/authlib[^/]*\.test\.ts$/,
  },
  { binary: 'npm', debianPackage: 'npm', usedBy: /^tests\/interop\/admin-client[^/]*\.test\.ts$/ },
  { binary: 'oidc-agent', debianPackage: 'oidc-agent-cli', usedBy: /^tests\/interop\/oidc-agent[^/]*\.test\.ts$/ },
  { binary: 'cadaver', debianPackage: 'cadaver', usedBy: /^tests\/interop\/cadaver[^/]*\.test\.ts$/ },
  { binary: 'rclone', debianPackage: 'rclone', usedBy: /^tests\/interop\/rclone[^/]*\.test\.ts$/ },
  { binary: '/usr/sbin/nginx', debianPackage: 'nginx-light', usedBy: /^tests\/interop\/nginx[^/]*\.test\.ts$/ },
  { binary: 'apache2', debianPackage: 'apache2-bin', usedBy: /^tests\/interop\/mod-auth-openidc[^/]*\.test\.ts$/ },
];

/** The machine, as far as needs go: replaced in tests. */
export interface Machine {
  has(binary: string): boolean;
  /** Undefined where it worked, else why it did not. */
  install(debianPackages: readonly string[]): Promise<string | undefined>;
}

const APT_LIMIT_MS = 300_000;

export const thisMachine: Machine = {
  has: (binary) => (binary.startsWith('/') ? existsSync(binary) : Bun.which(binary) !== null),
  install: async (debianPackages) => {
    if (Bun.which('apt-get') === null) return 'this machine has no apt-get';
    if (process.getuid?.() !== 0) return 'only root can install it';
    const apt = (...args: readonly string[]) =>
      runProcess(['apt-get', '--quiet', ...args], {
        cwd: '/',
        timeLimitMs: APT_LIMIT_MS,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      });
    await apt('update');
    const { exitCode, timedOut, lines } = await apt('install', '--yes', '--no-install-recommends', ...debianPackages);
    if (timedOut) return `apt-get was not done after ${APT_LIMIT_MS / 1000} s`;
    return exitCode === 0 ? undefined : `apt-get ended with ${exitCode}: ${lines.at(-1) ?? ''}`;
  },
};

export interface Selection {
  readonly files: readonly string[];
  readonly skips: readonly Skip[];
}

/** Installs what the selected tests need and this machine lacks; tests that still lack it are set aside, with the reason. */
export const meetNeeds = async (
  files: readonly string[],
  { machine, say, table = needs }: { machine: Machine; say: (line: string) => void; table?: readonly Need[] },
): Promise<Selection> => {
  const lacking = table.filter((need) => files.some((file) => need.usedBy.test(file)) && !machine.has(need.binary));
  if (lacking.length === 0) return { files, skips: [] };
  const packages = lacking.map((need) => need.debianPackage);
  say(`installing ${packages.join(', ')} (Debian) for the tests that use it`);
  const trouble = await machine.install(packages);
  if (trouble !== undefined) say(`not installed: ${trouble}`);
  const reasonFor = (file: string): string | undefined => {
    const need = lacking.find(({ usedBy, binary }) => usedBy.test(file) && !machine.has(binary));
    return need && `needs ${need.binary} (apt-get install ${need.debianPackage}): ${trouble ?? 'still missing'}`;
  };
  const skips = files.flatMap((name) => {
    const reason = reasonFor(name);
    return reason === undefined ? [] : [{ name, reason }];
  });
  return { files: files.filter((file) => reasonFor(file) === undefined), skips };
};
