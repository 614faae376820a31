import type { Browser } from '@cardea/core';
import type { Cardea } from '../../cardea.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';

const MAX_USER_AGENT_CHARS = 500;

/** The browser that asks, and the Set-Cookie headers it needs to be known by. */
export interface PresentBrowser {
  readonly browser: Browser;
  readonly cookies: readonly string[];
}

export const presentBrowser = (
  { request, caller }: EndpointRequest,
  { cookies }: Pick<Cardea, 'cookies'>,
): PresentBrowser => {
  const { secret, isNew, sessionHandles } = cookies.read(request);
  const userAgent = (request.headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT_CHARS);
  return {
    browser: { caller, userAgent, secret, sessionHandles },
    cookies: isNew ? [cookies.browser(secret)] : [],
  };
};
