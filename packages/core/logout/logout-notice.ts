/** Who delivers the notices: a kind of the outbox. */
export const LOGOUT_NOTICE = 'backchannel_logout';

/** What waits in the outbox: who is to be told of which session. The token is signed when it is sent. */
export interface LogoutNotice {
  readonly clientId: string;
  readonly accountId: string;
  readonly sid: string;
}

export const parseLogoutNotice = (payload: unknown): LogoutNotice | undefined => {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { clientId, accountId, sid }: Partial<Record<keyof LogoutNotice, unknown>> = payload;
  return typeof clientId === 'string' && typeof accountId === 'string' && typeof sid === 'string'
    ? { clientId, accountId, sid }
    : undefined;
};
