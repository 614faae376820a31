import { join } from 'node:path';

/** Where the built console lies: beside its sources, or beside the built program, which this file is a part of. */
export const OUTPUT = join(import.meta.dir, '../dist');

/** What the folder holds: written last, so that whoever reads it finds everything. */
export const MANIFEST = 'manifest.json';

export interface ConsoleManifest {
  /** Of the sources it was built from. */
  readonly stamp: string;
  readonly script: string;
  /** What the script needs at once. */
  readonly first: readonly string[];
  /** What it asks for when a page needs it. */
  readonly later: readonly string[];
  readonly styles: string;
}
