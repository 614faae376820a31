import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { emailProblem } from '../accounts/login-key.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Deliverer } from '../outbox/deliverer.ts';
import { post } from '../outbox/post.ts';
import type { Caller } from '../ports/request.ts';
import { ACCOUNT_REQUEST_KIND, type AccountRequest } from './account-request.ts';
import { accountRequestDeliverer } from './answer-account-request.ts';
import { countAsking } from './mail-limits.ts';
import { isOfAccount, type OpenLink, openLink } from './open-link.ts';
import type { Reader, Spent } from './spend-link.ts';
import { spendNewEmail, spendVerification } from './spend-on-address.ts';
import { type PasswordRefused, spendRegistration, spendReset } from './spend-on-password.ts';

/** A request that nobody has answered for so long is forgotten: the person has asked again, or gone. */
const REQUEST_LIFETIME_SECONDS = 60 * 60;

/** What people do with their account by mail, free of HTTP and of pages. */
export interface AccountMail {
  /**
   * Takes what somebody asks for. The answer is the same, and takes the same time, whoever it is about; a refusal speaks only
   * of what was typed and of who asks.
   */
  ask(request: AccountRequest, caller: Caller): Promise<Refusal | undefined>;
  /** What a link is for. Spends nothing: programs that look at mail open links too. */
  look(link: string): Promise<OpenLink | Refusal>;
  /** Does what a link is for: proves an address, or puts a new one in place. */
  confirm(link: string, reader: Reader): Promise<Spent | Refusal>;
  /** Sets the password that a link is for: a new one, or the first of a new account. */
  choosePassword(
    link: string,
    reader: Reader & { readonly password: string },
  ): Promise<Spent | PasswordRefused | Refusal>;
  /** Answers what was asked for. */
  readonly deliverer: Deliverer;
}

const addressOf = (request: AccountRequest): string | undefined =>
  request.wants === 'register' || request.wants === 'confirm_email' ? request.email : undefined;

export const createAccountMail = (options: EngineOptions): AccountMail => ({
  async ask(request, caller) {
    const limited = await countAsking(caller, options);
    if (limited) return limited;
    const address = addressOf(request);
    if (address !== undefined && emailProblem(address) !== undefined) return refuse('mail.address');
    const message = { kind: ACCOUNT_REQUEST_KIND, payload: request, about: request.wants };
    await options.stores.commit({
      changes: [post({ ...message, lifetimeSeconds: REQUEST_LIFETIME_SECONDS }, options)],
    });
    return undefined;
  },

  look: (link) => openLink(link, options),

  async confirm(text, reader) {
    const opened = await openLink(text, options);
    if (isRefusal(opened)) return opened;
    if (isOfAccount(opened)) {
      if (opened.link.purpose === 'verify_email') return spendVerification(opened, reader, options);
      if (opened.link.purpose === 'confirm_email') return spendNewEmail(opened, reader, options);
    }
    return refuse('link.unknown', { why: 'it is for a password', link: opened.link.id });
  },

  async choosePassword(text, reader) {
    const opened = await openLink(text, options);
    if (isRefusal(opened)) return opened;
    if (opened.link.purpose === 'register') return spendRegistration(opened, reader, options);
    if (isOfAccount(opened) && opened.link.purpose === 'reset_password') return spendReset(opened, reader, options);
    return refuse('link.unknown', { why: 'it is not for a password', link: opened.link.id });
  },

  deliverer: accountRequestDeliverer(options),
});
