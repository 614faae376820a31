import type { LogoutReceivers } from '@cardea/core';
import type { Screen } from '../connection/exchange.ts';
import { createRequester, type RequesterOptions } from '../connection/requester.ts';
import { FetchRefusal } from '../document/fetch-refusal.ts';

/** Nobody reads what a receiver says about an error: it is only let finish. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A redirect is an answer like any: it is not followed, and says that nothing was taken. */
const screen: Screen = () => undefined;

/** Sends logout tokens to addresses that somebody else chose (RFC 9700 §4.13). */
export const createLogoutReceivers = (options: RequesterOptions): LogoutReceivers => {
  const requester = createRequester(options);
  return {
    async send(uri, logoutToken) {
      const form = new URLSearchParams({ logout_token: logoutToken });
      const answer = await requester.request(uri, { accept: '*/*', form, maxBytes: MAX_ANSWER_BYTES, screen });
      return answer instanceof FetchRefusal ? { failure: answer.detail } : { status: answer.status };
    },
  };
};
