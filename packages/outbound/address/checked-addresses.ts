import { isIP } from 'node:net';
import { FetchRefusal } from '../document/fetch-refusal.ts';
import type { Target } from './target.ts';

/** All addresses of a name. Rejects where it has none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** More are not tried; a deadline leaves no time for them. */
const MAX_ADDRESSES = 8;

/**
 * The addresses to connect to: the host's, resolved this once. All of them must be allowed, and not only the first: an
 * answer that mixes public and private ones is an attack, or a mistake that would look like one at the next request.
 */
export const checkedAddresses = async (
  target: Target,
  rules: { readonly resolve: Resolve; readonly allowAddress: (address: string) => boolean },
): Promise<readonly string[] | FetchRefusal> => {
  let addresses: readonly string[];
  try {
    addresses = isIP(target.host) === 0 ? await rules.resolve(target.host) : [target.host];
  } catch {
    return new FetchRefusal('name');
  }
  if (addresses.length === 0) return new FetchRefusal('name');
  const areAllowed = addresses.every(
    (address) => isIP(address) !== 0 && (target.isTrusted || rules.allowAddress(address)),
  );
  return areAllowed ? addresses.slice(0, MAX_ADDRESSES) : new FetchRefusal('address');
};
