import { join } from 'node:path';
import { type ConsoleManifest, MANIFEST, OUTPUT } from './manifest.ts';

/** A file of the console, as it is and compressed. Its name changes with its content. */
export interface ConsoleFile {
  readonly name: string;
  readonly contentType: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer>;
}

export interface BuiltConsole {
  readonly script: ConsoleFile;
  readonly styles: ConsoleFile;
  /** What the script needs at once: to be asked for together with it. */
  readonly first: readonly ConsoleFile[];
  /** What it asks for when a page needs it. */
  readonly later: readonly ConsoleFile[];
}

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';

const read = async (name: string, contentType: string): Promise<ConsoleFile> => {
  const bytes = (suffix: string) => Bun.file(join(OUTPUT, name + suffix)).bytes();
  const [plain, gzip, brotli] = await Promise.all([bytes(''), bytes('.gz'), bytes('.br')]);
  return { name, contentType, plain, gzip, brotli };
};

/** The console as it was built last; undefined where it never was. */
export const readConsole = async (): Promise<BuiltConsole | undefined> => {
  const file = Bun.file(join(OUTPUT, MANIFEST));
  if (!(await file.exists())) return undefined;
  const manifest: ConsoleManifest = await file.json();
  const scripts = (names: readonly string[]) => Promise.all(names.map((name) => read(name, SCRIPT)));
  const [script, styles, first, later] = await Promise.all([
    read(manifest.script, SCRIPT),
    read(manifest.styles, STYLES),
    scripts(manifest.first),
    scripts(manifest.later),
  ]);
  return { script, styles, first, later };
};
