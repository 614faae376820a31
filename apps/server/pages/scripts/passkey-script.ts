import { hash } from 'node:crypto';
import script from './passkeys.js' with { type: 'text' };

const HASH_CHARS = 12;

/** The one script of the pages. Its name changes with its content, so caches may keep it for ever. */
export const passkeyScript = {
  path: `/assets/passkeys-${hash('sha256', script, 'hex').slice(0, HASH_CHARS)}.js`,
  contentType: 'text/javascript; charset=utf-8',
  body: script,
} as const;
