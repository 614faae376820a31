import { isManagementError, type SetUpLink } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

/** The link that the first screen shows while nobody owns the server. */
export const setUpLinkOf = async ({ management }: Cardea): Promise<SetUpLink | undefined> => {
  const link = await management.setUp.link({ kind: 'system', id: 'first-start' });
  return isManagementError(link) ? undefined : link;
};
