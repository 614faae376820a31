import { userInfo } from 'node:os';
import type { Actor } from '@cardea/core';

/** Who sits at the terminal, as their command line says. Whoever may open the socket is trusted to say so. */
export const OPERATOR_HEADER = 'x-cardea-operator';

const NAME = /^[\x21-\x7e]{1,64}$/;

/** What Bun calls a user whose name is not in the environment. */
const NAMELESS = 'unknown';

const nameOfUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return NAMELESS;
  }
};

/** The name of the local user, or the number of one without a name. */
export const localUser = (): string => {
  const name = nameOfUser();
  return name === NAMELESS ? `uid-${process.getuid?.() ?? NAMELESS}` : name;
};

/** The actor of what a command line asks for. */
export const operatorActor = (claimedName: string | null): Actor => ({
  kind: 'operator',
  id: claimedName !== null && NAME.test(claimedName) ? claimedName : localUser(),
});
