import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { REPOSITORY } from '../../harness/command-line.ts';

interface Manifest {
  readonly name: string;
  readonly trustedDependencies?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** `"drizzle-orm": ["drizzle-orm@0.45.4", "", {…}, "sha512-…"]`; a workspace has its name alone. */
type Locked = readonly [id: string, ...rest: readonly unknown[]];

/** The oldest versions without a flaw that we know of, and where it is described. */
const OLDEST: Readonly<Record<string, readonly [version: string, why: string]>> = {
  'drizzle-orm': ['0.45.2', 'CVE-2026-39356'],
  elysia: ['1.4.27', 'prototype pollution and cookie signatures, see its changelog'],
  jose: ['6.0.0', 'maintained line'],
};

const MANIFESTS = [
  'package.json',
  'apps/*/package.json',
  'packages/*/package.json',
  'tests/package.json',
  'docs/package.json',
];

const paths = MANIFESTS.flatMap((pattern) => [...new Bun.Glob(pattern).scanSync(REPOSITORY)]).sort();
const manifests = await Promise.all(
  paths.map(async (path) => ({ path, manifest: (await Bun.file(join(REPOSITORY, path)).json()) as Manifest })),
);

/** The lock file is JSON with trailing commas. */
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  (await Bun.file(join(REPOSITORY, 'bun.lock')).text()).replace(/,(\s*[}\]])/g, '$1'),
);

const locked = Object.values(lock.packages).map(([id, ...rest]) => ({ id: String(id), rest }));
const fromRegistry = locked.filter(({ id }) => !id.includes('@workspace:'));

const versionOf = (id: string): readonly [name: string, version: string] => {
  const at = id.lastIndexOf('@');
  return [id.slice(0, at), id.slice(at + 1)];
};

describe('what Cardea is built from (S158)', () => {
  test.each(manifests)('$path names exact versions', ({ manifest }) => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    for (const [name, version] of Object.entries(named)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^(workspace:\*|\d+\.\d+\.\d+(-[0-9a-z.-]+)?)$/)]);
    }
  });

  test('no package runs a script when it is installed, and none of ours does', () => {
    const [root] = manifests.filter(({ path }) => path === 'package.json');
    // An empty list switches off the list of packages that Bun trusts by itself
    expect(root?.manifest.trustedDependencies).toEqual([]);
    for (const { manifest } of manifests) {
      expect(Object.keys(manifest.scripts ?? {}).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual(
        [],
      );
    }
  });

  test('the lock file pins every package to one version of the registry, by its hash', () => {
    expect(fromRegistry.length).toBeGreaterThan(50);
    for (const { id, rest } of fromRegistry) {
      const [, version] = versionOf(id);
      expect([id, version]).toEqual([id, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
      // No other registry, no git repository, no file
      expect([id, rest[0]]).toEqual([id, '']);
      expect([id, rest.at(-1)]).toEqual([id, expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/)]);
    }
  });

  test.each(Object.entries(OLDEST))('%s is not older than a version that is known to be flawed', (name, [oldest]) => {
    const versions = fromRegistry.map(({ id }) => versionOf(id)).filter(([found]) => found === name);
    expect(versions.length).toBeGreaterThan(0);
    for (const [, version] of versions) expect(Bun.semver.order(version, oldest)).toBeGreaterThanOrEqual(0);
  });

  test('the lock file is up to date', () => {
    const install = Bun.spawnSync([process.execPath, 'install', '--frozen-lockfile', '--dry-run', '--silent'], {
      cwd: REPOSITORY,
      stderr: 'pipe',
    });
    expect([install.exitCode, install.stderr.toString()]).toEqual([0, '']);
  });
});
