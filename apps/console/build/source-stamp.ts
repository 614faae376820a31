import { join } from 'node:path';

const ROOT = join(import.meta.dir, '..');
const SOURCES = new Bun.Glob('{app,build,look}/**/*.{ts,tsx,css}');

/** A digest of everything that the built console is made from. */
export const sourceStamp = async (): Promise<string> => {
  const digest = new Bun.CryptoHasher('sha256').update(Bun.version);
  const paths = [...(await Array.fromAsync(SOURCES.scan({ cwd: ROOT }))).sort(), 'package.json'];
  for (const path of paths) {
    digest.update(`\n${path}\n`);
    digest.update(await Bun.file(join(ROOT, path)).bytes());
  }
  return digest.digest('hex');
};
