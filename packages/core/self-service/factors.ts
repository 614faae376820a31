import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { type AccountFactors, createAccountFactors, type ListedFactors } from '../factors/account-factors.ts';
import type { PasskeyOffer } from '../factors/enrolment/enrol-passkey.ts';
import type { TotpOffer } from '../factors/enrolment/enrol-totp.ts';
import type { Enrolled } from '../factors/enrolment/enrolment.ts';
import { factorsOf } from '../factors/registry.ts';
import { isTwoFactor } from '../issuance/acr.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import { startSession } from '../sessions/start-session.ts';
import { type FreshVisitor, requireFresh, type Visitor } from './visitor.ts';

/** A second factor was set up: the session counts for two from then on, and has another handle. */
export interface OwnEnrolment extends Enrolled {
  /** All session handles of the browser, in order. */
  readonly sessionHandles: readonly string[];
}

/** What a person does with their own second factors and passkeys. `language` is that of the mail that tells them. */
export interface OwnFactors {
  list(visitor: Visitor): Promise<ListedFactors>;
  /**
   * The same person, where they proved a moment ago who they are, and with a second factor if they have one: a session from
   * before they had one changes nothing.
   */
  fresh(visitor: Visitor): Promise<FreshVisitor | Refusal>;
  /** `box` is that of an earlier offer. */
  offerTotp(visitor: FreshVisitor, box?: string): TotpOffer;
  confirmTotp(
    visitor: FreshVisitor,
    confirmation: { readonly box: string | undefined; readonly code: string; readonly language: string },
  ): Promise<OwnEnrolment | Refusal>;
  /** Undefined where browsers make no passkeys for this host. */
  offerPasskey(visitor: FreshVisitor): Promise<PasskeyOffer | undefined>;
  confirmPasskey(
    visitor: FreshVisitor,
    confirmation: {
      readonly box: string | undefined;
      readonly answer: string;
      readonly name: string;
      readonly language: string;
    },
  ): Promise<OwnEnrolment | Refusal>;
  renamePasskey(
    visitor: Visitor,
    passkey: { readonly id: string; readonly name: string },
  ): Promise<Refusal | undefined>;
  removeTotp(visitor: FreshVisitor, language: string): Promise<Refusal | undefined>;
  removePasskey(
    visitor: FreshVisitor,
    passkey: { readonly id: string; readonly language: string },
  ): Promise<Refusal | undefined>;
  /** Fresh recovery codes; the old ones are of no more use. */
  replaceRecoveryCodes(visitor: FreshVisitor, language: string): Promise<readonly string[] | Refusal>;
}

export const createOwnFactors = (options: EngineOptions): OwnFactors => {
  const factors: AccountFactors = createAccountFactors(options);
  const { stores, digests } = options;

  /** What is offered on the page of one person in one browser is of no use anywhere else. */
  const enrolling = ({ person: { account }, browser }: Visitor) => ({
    account,
    place: `account/${digests.sha256(browser.secret)}`,
    caller: browser.caller,
  });

  const self = ({ person: { account }, browser }: Visitor, language: string) => ({
    account,
    caller: browser.caller,
    language,
  });

  /** The session has proved what was set up in it. */
  const raised = async (
    visitor: FreshVisitor,
    enrolled: Enrolled | Refusal,
    methods: readonly AuthenticationMethod[],
  ): Promise<OwnEnrolment | Refusal> => {
    if (isRefusal(enrolled)) return enrolled;
    const { person, people, browser } = visitor;
    const { session, account } = person;
    const started = await startSession(
      {
        account,
        methods: [...new Set([...session.methods, ...methods, 'mfa' as const])],
        caller: browser.caller,
        userAgent: browser.userAgent,
        replaces: session,
        continues: session,
      },
      options,
    );
    if (isRefusal(started)) return started;
    const sessionHandles = people.map((one) => (one === person ? started.handle : one.handle));
    return { ...enrolled, sessionHandles };
  };

  return {
    list: ({ person }) => factors.list(person.account.id),

    async fresh(visitor) {
      const fresh = requireFresh(visitor, options);
      if (isRefusal(fresh) || isTwoFactor(visitor.person.session.methods)) return fresh;
      const has = factorsOf(await stores.factors.count(visitor.person.account.id));
      return has.length === 0 ? fresh : refuse('self_service.not_fresh', { factors: has });
    },

    offerTotp: (visitor, box) => factors.offerTotp({ ...enrolling(visitor), box }),
    confirmTotp: async (visitor, confirmation) =>
      raised(visitor, await factors.confirmTotp({ ...enrolling(visitor), ...confirmation }), ['otp']),
    offerPasskey: (visitor) => factors.offerPasskey(enrolling(visitor)),
    confirmPasskey: async (visitor, confirmation) =>
      raised(visitor, await factors.confirmPasskey({ ...enrolling(visitor), ...confirmation }), ['pop', 'user']),
    renamePasskey: (visitor, passkey) => factors.renamePasskey(enrolling(visitor), passkey),
    removeTotp: (visitor, language) => factors.removeTotp(self(visitor, language)),
    removePasskey: (visitor, { id, language }) => factors.removePasskey(self(visitor, language), id),
    replaceRecoveryCodes: (visitor, language) => factors.replaceRecoveryCodes(self(visitor, language)),
  };
};
