import { EMAIL_CODE_SECONDS, freshEmailCode } from '../accounts/email-code.ts';
import { loginKey } from '../accounts/login-key.ts';
import type { EngineOptions } from '../engine-options.ts';
import { makeLink } from '../mail/make-link.ts';
import { postMail } from '../mail/post-mail.ts';
import type { Deliverer } from '../outbox/deliverer.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { MailLinkPurpose } from '../ports/one-time-link.ts';
import type { Unit } from '../ports/unit.ts';
import { ACCOUNT_REQUEST_KIND, type AccountRequest } from './account-request.ts';
import { mayMail } from './mail-limits.ts';

type CodeRequest = Extract<AccountRequest, { readonly wants: 'sign_in_code' }>;
type LinkRequest = Exclude<AccountRequest, CodeRequest>;

/** Whom a mail goes to, and what for. */
interface Answer {
  readonly purpose: MailLinkPurpose;
  readonly account: Account | undefined;
  readonly email: string;
  /** Whether the address is somebody's already who did not ask to have it. */
  readonly isTaken: boolean;
}

/** Undefined where there is nothing to send: nobody is told so. */
const answerTo = async (request: LinkRequest, { stores }: EngineOptions): Promise<Answer | undefined> => {
  const owner = (address: string): Promise<Account | undefined> => stores.accounts.findByLogin(loginKey(address));
  switch (request.wants) {
    case 'register': {
      const { wants: purpose, email } = request;
      return { purpose, account: undefined, email, isTaken: (await owner(email)) !== undefined };
    }
    case 'confirm_email': {
      const { wants: purpose, email } = request;
      const [account, other] = [await stores.accounts.find(request.accountId), await owner(email)];
      if (account?.state !== 'active') return undefined;
      return { purpose, account, email, isTaken: other !== undefined && other.id !== account.id };
    }
    case 'reset_password': {
      const account = await owner(request.login);
      if (account?.state !== 'active' || account.email === undefined) return undefined;
      return { purpose: request.wants, account, email: account.email, isTaken: false };
    }
    case 'verify_email': {
      const account = await stores.accounts.find(request.accountId);
      if (account?.state !== 'active' || account.email === undefined || account.emailVerified) return undefined;
      return { purpose: request.wants, account, email: account.email, isTaken: false };
    }
  }
};

/** Who has an account already learns that, and nobody else does. */
const alreadyThere = ({ email }: Answer, { language }: AccountRequest, options: EngineOptions): Unit => ({
  changes: [
    postMail(
      { to: email, language, mail: { about: 'account_exists', link: options.endpoints.forgotPassword } },
      options,
    ),
  ],
});

const withLink = (
  { purpose, account, email }: Answer,
  { language, flowId }: AccountRequest,
  options: EngineOptions,
): Unit => {
  const link = makeLink({ purpose, account, email, flowId }, options);
  const mail = { about: purpose, link: link.url, validSeconds: link.validSeconds };
  const at = seconds(options.clock);
  return {
    ...(account === undefined ? {} : { guard: { kind: 'account.active', id: account.id } }),
    changes: [
      ...link.changes,
      postMail({ to: email, language, mail }, options),
      {
        kind: 'audit.append',
        entry: {
          at,
          actor: { kind: 'system', id: 'account-mail' },
          action: 'one_time_link.sent',
          target: account?.id ?? 'nobody',
          detail: { purpose },
        },
      },
    ],
  };
};

/** A link, where there is something to send. */
const linkUnit = async (request: LinkRequest, options: EngineOptions): Promise<Unit | undefined> => {
  const answer = await answerTo(request, options);
  if (answer === undefined || !(await mayMail(loginKey(answer.email), options))) return undefined;
  return answer.isTaken ? alreadyThere(answer, request, options) : withLink(answer, request, options);
};

/** A code, where there is somebody to send it to. */
const codeUnit = async (
  { login, flowId, language }: CodeRequest,
  options: EngineOptions,
): Promise<Unit | undefined> => {
  const account = await options.stores.accounts.findByLogin(loginKey(login));
  if (account?.state !== 'active' || account.email === undefined) return undefined;
  if (!(await mayMail(loginKey(account.email), options))) return undefined;
  const { code, change } = freshEmailCode({ flowId, accountId: account.id }, options);
  const mail = { about: 'sign_in_code', code, validSeconds: EMAIL_CODE_SECONDS } as const;
  return {
    guard: { kind: 'account.active', id: account.id },
    changes: [change, postMail({ to: account.email, language, mail }, options)],
  };
};

/** Looks at what was asked for, and sends the mail that it asks for, if any. */
export const accountRequestDeliverer = (options: EngineOptions): Deliverer => ({
  kind: ACCOUNT_REQUEST_KIND,
  async deliver(payload) {
    // Only `AccountMail.ask` posts these, sealed
    const request = payload as AccountRequest;
    const unit = request.wants === 'sign_in_code' ? await codeUnit(request, options) : await linkUnit(request, options);
    if (unit !== undefined) await options.stores.commit(unit);
    return { outcome: 'delivered' };
  },
});
