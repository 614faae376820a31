import { isManagementError, type SetUpLink } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

/** The link that the first screen shows while nobody owns the server. Where the database does not say so there is none: a start does not depend on it. */
export const setUpLinkOf = async ({ management, log }: Cardea): Promise<SetUpLink | undefined> => {
  try {
    const link = await management.setUp.link({ kind: 'system', id: 'first-start' });
    return isManagementError(link) ? undefined : link;
  } catch (error) {
    log.warn({ err: error }, 'whether the server has an owner is not known');
    return undefined;
  }
};
