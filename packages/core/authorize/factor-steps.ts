import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { proveEmailStep } from '../accounts/email-code.ts';
import type { EngineOptions } from '../engine-options.ts';
import { confirmPasskey, offerPasskey } from '../factors/enrolment/enrol-passkey.ts';
import { confirmTotp, offerTotp } from '../factors/enrolment/enrol-totp.ts';
import type { Enrolled, Enrolling } from '../factors/enrolment/enrolment.ts';
import { requestPasskey } from '../factors/passkeys/passkey-request.ts';
import { provePasskey } from '../factors/passkeys/prove-passkey.ts';
import { proveFactor } from '../factors/prove-factor.ts';
import { beginNamelessAttempt } from '../limits/attempt-limiter.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import { enter, signInHere } from './enter.ts';
import type { Browser, EnrolmentOutcome, FactorSteps } from './flow.ts';
import type { FlowParts, Open } from './flow-parts.ts';
import { nextStep, pendingIn, personIn } from './steps/next-step.ts';

/**
 * Together with what went before, two methods are two factors (RFC 8176 §2). A code by mail is none: whoever has the mailbox can
 * have the password replaced.
 */
const together = (
  first: readonly AuthenticationMethod[],
  second: readonly AuthenticationMethod[],
): readonly AuthenticationMethod[] => [
  ...new Set([...first, ...second, ...(second.includes('email') ? [] : ['mfa' as const])]),
];

export const createFactorSteps = (flowParts: FlowParts, options: EngineOptions): FactorSteps => {
  const { stores, digests } = options;
  const { open, update, advance } = flowParts;
  const parts = { ...flowParts, options };

  /** What challenges and offers are sealed for: one step of one flow in one browser. */
  const placeIn = (step: 'sign-in' | 'factor' | 'enrol', flowId: string, browser: Browser): string =>
    `${step}/${flowId}/${digests.sha256(browser.secret)}`;

  /** Signs the person in who owed a second factor, or raises the session of who has proved more. */
  const raise = (opened: Open, browser: Browser, methods: readonly AuthenticationMethod[]) => {
    const { situation, subject } = opened;
    const pending = pendingIn(situation);
    const raises = pending ? undefined : personIn(situation)?.session;
    if (subject === undefined) return refuse('flow.unknown');
    const first = pending?.methods ?? raises?.methods ?? [];
    const proof = { account: subject, methods: together(first, methods), provenAt: pending?.signedInAt, raises };
    return signInHere(opened, browser, proof, parts);
  };

  const enrol = async (
    { flowId, browser, language }: { readonly flowId: string; readonly browser: Browser; readonly language: string },
    confirm: (
      enrolling: Enrolling,
    ) => Promise<(Enrolled & { readonly methods: readonly AuthenticationMethod[] }) | Refusal>,
  ): Promise<EnrolmentOutcome | Refusal> => {
    const opened = await open(flowId, browser);
    if (isRefusal(opened)) return opened;
    const { situation, subject, flow } = opened;
    const step = nextStep(situation);
    if (step.kind !== 'enrol_factor' || subject === undefined) return refuse('flow.unknown', { step: step.kind });
    const place = placeIn('enrol', flowId, browser);
    const enrolled = await confirm({ account: subject, place, caller: browser.caller, language });
    if (isRefusal(enrolled)) return enrolled;
    const raised = await raise(opened, browser, enrolled.methods);
    if (isRefusal(raised)) return raised;
    return {
      sessionHandles: raised.handles,
      recoveryCodes: enrolled.recoveryCodes,
      state: { flow, client: situation.client },
    };
  };

  return {
    async passkeyRequest(use, { flow, step, subject }, browser) {
      if (use === 'sign_in')
        return requestPasskey({ place: placeIn('sign-in', flow.id, browser), accountId: undefined }, options);
      if (step.kind !== 'second_factor' || !step.factors.includes('passkey')) return undefined;
      return requestPasskey({ place: placeIn('factor', flow.id, browser), accountId: subject?.id }, options);
    },

    async signInWithPasskey(flowId, browser, answer) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const attempt = await beginNamelessAttempt(browser.caller, options);
      if (isRefusal(attempt)) return attempt;
      const place = placeIn('sign-in', flowId, browser);
      const proven = await provePasskey({ ...answer, place, accountId: undefined }, options);
      if (isRefusal(proven)) return proven;
      await attempt.succeeded();
      const account = await stores.accounts.find(proven.passkey.accountId);
      if (account?.state !== 'active') return refuse('factor.inactive', { account: proven.passkey.accountId });
      return enter(opened, browser, { account, methods: proven.methods }, parts);
    },

    async proveFactor(flowId, browser, { factor, ...answer }) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const { situation, subject } = opened;
      const step = nextStep(situation);
      if (step.kind !== 'second_factor' || subject === undefined) return refuse('flow.unknown', { step: step.kind });
      const place = placeIn('factor', flowId, browser);
      const { caller } = browser;
      const isByMail = factor === 'email' && step.factors.includes('email');
      const methods = isByMail
        ? await proveEmailStep({ flowId, account: subject, code: answer.answer, caller }, options)
        : await proveFactor(factor, { ...answer, account: subject, place, caller }, options);
      if (isRefusal(methods)) return methods;
      const raised = await raise(opened, browser, methods);
      if (isRefusal(raised)) return raised;
      const next = await advance(raised.opened, browser);
      return isRefusal(next) ? next : { next, sessionHandles: raised.handles };
    },

    async offers({ flow, step, subject }, browser, box) {
      if (step.kind !== 'enrol_factor' || subject === undefined) return refuse('flow.unknown', { step: step.kind });
      const enrolling = { account: subject, place: placeIn('enrol', flow.id, browser) };
      return {
        totp: offerTotp({ ...enrolling, box }, options),
        passkey: await offerPasskey(enrolling, options),
      };
    },

    enrolTotp: (flowId, browser, { box, code, language }) =>
      enrol({ flowId, browser, language }, async (enrolling) => {
        const enrolled = await confirmTotp({ ...enrolling, box, code }, options);
        return isRefusal(enrolled) ? enrolled : { ...enrolled, methods: ['otp'] };
      }),

    enrolPasskey: (flowId, browser, { box, answer, name, language }) =>
      enrol({ flowId, browser, language }, async (enrolling) => {
        const enrolled = await confirmPasskey({ ...enrolling, box, answer, name }, options);
        return isRefusal(enrolled) ? enrolled : { ...enrolled, methods: ['pop', 'user'] };
      }),

    async declineFactor(flowId, browser) {
      const opened = await open(flowId, browser);
      if (isRefusal(opened)) return opened;
      const step = nextStep(opened.situation);
      if (step.kind !== 'enrol_factor' || !step.optional) return refuse('flow.unknown', { step: step.kind });
      const updated = await update(opened, { declinedFactor: true });
      if (isRefusal(updated)) return updated;
      const next = await advance(updated, browser);
      return isRefusal(next) ? next : { next };
    },
  };
};
