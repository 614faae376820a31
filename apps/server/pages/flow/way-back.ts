import { initiateLoginUrl, OWN_CLIENT_ID } from '@cardea/core';
import type { Cardea } from '../../cardea.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { ACCOUNT_PATH } from '../account/account-urls.ts';

const PARAMETER = 'client';
const MAX_CHARS = 256;

/** A page of a flow remembers whose flow it is, for when the flow itself has been forgotten. */
export const withApplication = (url: string, clientId: string | undefined): string =>
  clientId === undefined
    ? url
    : `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ [PARAMETER]: clientId })}`;

/** The application that a page was opened for, as its address says: anybody may have written it there. */
export const applicationOf = ({ url }: Request): string | undefined => {
  const [clientId, another] = new URL(url).searchParams.getAll(PARAMETER);
  return another === undefined && (clientId?.length ?? 0) <= MAX_CHARS ? clientId : undefined;
};

export interface WayBack {
  readonly application: string;
  readonly url: string;
}

/**
 * Where an application begins a sign-in anew (OpenID Connect Core §4), or else its home page: both as they were registered, and
 * nothing of what the address says beside the name of the client.
 */
export const wayBack = async (
  request: Request,
  { stores, settings, log }: Pick<Cardea, 'stores' | 'settings' | 'log'>,
  /** What our own pages are called, where no application asked. */
  place: string,
): Promise<WayBack | undefined> => {
  const clientId = applicationOf(request);
  if (clientId === undefined) return undefined;
  if (clientId === OWN_CLIENT_ID) return { application: place, url: issuerPath(settings.issuer) + ACCOUNT_PATH };
  try {
    const client = await stores.clients.find(clientId);
    const url = client?.enabled ? initiateLoginUrl(client, settings.issuer) : undefined;
    return client === undefined || url === undefined ? undefined : { application: client.name, url };
  } catch (error) {
    // The page that tells of one trouble does without what another one keeps from it
    log.warn({ err: error }, 'the way back to an application cannot be found');
    return undefined;
  }
};
