import type { Digests } from '../ports/crypto.ts';

/** What is stored of an app password; the prefix keeps its hash from being that of anything else. */
export const appPasswordHash = (password: string, { sha256 }: Pick<Digests, 'sha256'>): string =>
  sha256(`app-password:${password}`);
