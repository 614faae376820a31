import { userCodeFrom } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';

/**
 * The user code of a device code, in plain letters (RFC 8628 §6.1). It follows from the id and a key of the server's own, so
 * that it can be shown again although nothing secret is stored; undefined for one id in very many.
 */
export const userCodeOf = (id: string, { digests }: Pick<EngineOptions, 'digests'>): string | undefined =>
  userCodeFrom(Buffer.from(digests.derive('user_code', `of ${id}`), 'base64url'));

/** What a user code is found by: under a key, for there are few enough to try all of them on a plain digest. */
export const userCodeHash = (code: string, { digests }: Pick<EngineOptions, 'digests'>): string =>
  digests.derive('user_code', `is ${code}`);
