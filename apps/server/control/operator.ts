import { userInfo } from 'node:os';
import type { Actor } from '@cardea/core';

/** Who sits at the terminal, as their command line says. Whoever may open the socket is trusted to say so. */
export const OPERATOR_HEADER = 'x-cardea-operator';

const NAME = /^[\x21-\x7e]{1,64}$/;

/** The name of the local user. */
export const localUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
};

/** The actor of what a command line asks for. */
export const operatorActor = (claimedName: string | null): Actor => ({
  kind: 'operator',
  id: claimedName !== null && NAME.test(claimedName) ? claimedName : localUser(),
});
