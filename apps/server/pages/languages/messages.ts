import type { FactorName } from '@cardea/core';
import type { AccountMessages } from './account/messages.ts';
import type { ByMailMessages } from './by-mail/messages.ts';
import type { FirstOwnerMessages } from './first-owner/messages.ts';

/** What an error page is about; `apps/server/pages/error/error-kinds.ts` says which refusal is which. */
export type ErrorKind =
  | 'expired'
  | 'other_browser'
  | 'form'
  | 'link'
  | 'set_up'
  | 'application'
  | 'address'
  | 'malformed'
  | 'not_found'
  | 'busy'
  | 'too_many'
  | 'defect';

/** What may go wrong at an identity provider; `apps/server/pages/upstream/upstream-problem.ts` says which refusal is which. */
export type UpstreamProblemKind =
  | 'unavailable'
  | 'denied'
  | 'untrusted'
  | 'failed'
  | 'stale'
  | 'not_admitted'
  | 'deleting'
  | 'account_exists'
  | 'no_account'
  | 'linked_elsewhere'
  | 'last_way'
  | 'expired';

/** Scopes that have words of their own; others are described by whoever registered them. */
export type KnownScope = 'openid' | 'profile' | 'email' | 'phone' | 'address' | 'offline_access';

/** Every text of the pages. A language is complete, or it does not compile. */
export interface Messages {
  readonly account: AccountMessages;
  readonly byMail: ByMailMessages;
  readonly firstOwner: FirstOwnerMessages;
  readonly login: {
    readonly title: string;
    readonly toContinue: (application: string) => string;
    /** The person is signed in, and is to prove it again. */
    readonly again: string;
    /** The application asks for another person than the one who is signed in. */
    readonly otherPerson: string;
    readonly username: string;
    readonly password: string;
    readonly submit: string;
    readonly failed: string;
    readonly failedHelp: string;
    /** `wait` is a length of time in words. */
    readonly tooMany: (wait: string) => string;
    readonly sentTo: (host: string) => string;
  };
  /** A second factor is asked for. */
  readonly factor: {
    readonly title: string;
    readonly asWhom: (name: string) => string;
    /** The person is signed in, and the application wants to be surer. */
    readonly stepUp: (application: string) => string;
    readonly code: string;
    readonly codeHelp: string;
    readonly recoveryCode: string;
    readonly recoveryCodeHelp: string;
    readonly submit: string;
    readonly passkey: string;
    readonly passkeyFailed: string;
    readonly noScript: string;
    /** Before and after a code is mailed. */
    readonly mailAsk: string;
    readonly mailSent: string;
    /** To give this one instead of what the page asks for. */
    readonly instead: Readonly<Record<FactorName, string>>;
    readonly otherPerson: string;
    readonly failed: string;
    readonly failedHelp: string;
    readonly tooMany: (wait: string) => string;
  };
  /** A second factor is set up. */
  readonly setup: {
    readonly title: string;
    readonly required: (application: string) => string;
    readonly wished: (application: string) => string;
    readonly passkeyTitle: string;
    readonly passkeyText: string;
    readonly passkeyCreate: string;
    /** What a passkey is called that nobody named. */
    readonly passkeyName: string;
    readonly totpTitle: string;
    readonly scan: string;
    readonly qrCode: string;
    readonly key: string;
    readonly code: string;
    readonly submit: string;
    readonly later: string;
  };
  readonly recoveryCodes: {
    readonly title: string;
    readonly text: string;
    readonly download: string;
    readonly next: (application: string) => string;
  };
  readonly cancel: (application: string) => string;
  /** Leads to the help of the place. */
  readonly help: string;
  readonly upstream: {
    readonly continueWith: (provider: string) => string;
    /** Between the ways to sign in. */
    readonly or: string;
    readonly problems: Readonly<Record<UpstreamProblemKind, (provider: string) => string>>;
  };
  readonly selectAccount: {
    readonly title: string;
    readonly toContinue: (application: string) => string;
    readonly other: string;
  };
  readonly consent: {
    readonly title: (application: string) => string;
    readonly signedInAs: string;
    readonly switchAccount: string;
    readonly willBeAble: string;
    readonly isNew: string;
    readonly returnsTo: string;
    readonly thisDevice: string;
    readonly lasting: string;
    readonly passing: string;
    readonly unproven: (application: string) => string;
    readonly selfRegistered: (application: string) => string;
    /** The host at which the application describes itself follows. */
    readonly describedAt: (application: string) => string;
    readonly privacy: string;
    readonly terms: string;
    readonly allow: string;
    readonly deny: string;
    readonly scopes: Readonly<Record<KnownScope, string>>;
  };
  readonly logout: {
    readonly title: string;
    readonly askedBy: (application: string) => string;
    /** Several people are signed in on one browser. */
    readonly choose: string;
    readonly confirm: string;
    readonly confirmAll: string;
    readonly stay: string;
    readonly returnsTo: string;
    /** What a sign-out here does not do. */
    readonly applications: string;
    /** While other applications are told. */
    readonly leaving: { readonly title: string; readonly text: string; readonly goOn: string };
    readonly done: { readonly title: string; readonly text: string };
    readonly stayed: { readonly title: string; readonly text: string };
    /** Above those who have not left. */
    readonly others: string;
  };
  /** The mailbox of a development server. */
  readonly devMail: {
    readonly title: string;
    readonly text: string;
    readonly empty: string;
    readonly to: string;
    readonly asHtml: string;
    readonly all: string;
  };
  readonly device: {
    readonly title: string;
    readonly text: string;
    readonly code: string;
    readonly submit: string;
    /** The code came with the address: it was scanned, or sent by somebody. */
    readonly compare: string;
    readonly warning: string;
    readonly unknown: string;
    readonly unknownHelp: string;
    /** `wait` is a length of time in words. */
    readonly tooMany: (wait: string) => string;
    readonly asks: (application: string) => string;
    /** Above the code. */
    readonly shows: string;
    readonly askedFrom: string;
    readonly sameNetwork: string;
    readonly otherNetwork: string;
    /** `ago` is a length of time in words, such as "2 minutes ago". */
    readonly askedAt: (ago: string) => string;
    readonly onlyIf: (application: string) => string;
    readonly allowed: { readonly title: string; readonly text: string };
    readonly denied: { readonly title: string; readonly text: string };
  };
  readonly formPost: {
    readonly title: string;
    readonly text: (application: string) => string;
    readonly submit: string;
  };
  readonly error: {
    readonly kinds: Readonly<Record<ErrorKind, { readonly title: string; readonly text: string }>>;
    /** A link to where the person came from. */
    readonly returnTo: (application: string) => string;
    readonly requestId: string;
    readonly requestIdHelp: string;
  };
}
