import { randomBytes } from 'node:crypto';
import type { PageScript } from '../frame/document.tsx';
import { passkeyScript } from './passkey-script.ts';

const NONCE_BYTES = 16;

/** The script of passkeys, for one response. */
export const passkeyPageScript = (): PageScript => ({
  path: passkeyScript.path,
  nonce: randomBytes(NONCE_BYTES).toString('base64'),
});
