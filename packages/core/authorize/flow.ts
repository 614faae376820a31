import type { Parameters, Refusal } from '@cardea/protocol';
import type { PasskeyOffer } from '../factors/enrolment/enrol-passkey.ts';
import type { TotpOffer } from '../factors/enrolment/enrol-totp.ts';
import type { FactorAnswer } from '../factors/factor-kind.ts';
import type { PasskeyRequest } from '../factors/passkeys/passkey-request.ts';
import type { FactorName } from '../factors/registry.ts';
import type { Account } from '../ports/account.ts';
import type { AuthorizationSession } from '../ports/authorization-session.ts';
import type { Client } from '../ports/client.ts';
import type { Caller } from '../ports/request.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import type { ShownDevice } from './device/find-device.ts';
import type { OwnRequest } from './own-request.ts';
import type { AuthorizationResponse } from './response.ts';
import type { Step } from './steps/next-step.ts';

/** The browser that asks, by its cookies. */
export interface Browser {
  readonly caller: Caller;
  readonly userAgent: string;
  /** The secret of the browser's own cookie: binds what is begun here to this browser. */
  readonly secret: string;
  /** Handles of the sessions it is signed in with. */
  readonly sessionHandles: readonly string[];
}

/** Where a flow stands: what a page shows, and what its forms may do next. */
export interface FlowState {
  readonly kind: 'step';
  readonly flow: AuthorizationSession;
  readonly client: Client;
  readonly step: Step;
  readonly people: readonly SignedIn[];
  /** The one of them that the answer will be about, where that is decided. */
  readonly person: SignedIn | undefined;
  /** Who is asked for a second factor, or to set one up: not signed in yet where they owe it to their password. */
  readonly subject: Account | undefined;
}

/** What came of a step, with the cookie the browser is to have from now on where it changed. */
export interface FlowOutcome {
  readonly next: FlowState | AuthorizationResponse;
  /** All session handles of the browser, in order; undefined: unchanged. */
  readonly sessionHandles?: readonly string[] | undefined;
}

/** A second factor was set up in a flow: what is shown before the flow goes on. */
export interface EnrolmentOutcome {
  /** All session handles of the browser, in order. */
  readonly sessionHandles: readonly string[];
  /** Undefined for who had some before. */
  readonly recoveryCodes: readonly string[] | undefined;
  readonly state: Pick<FlowState, 'flow' | 'client'>;
}

/** The steps of a flow with second factors and passkeys. */
export interface FactorSteps {
  /** What the browser needs to ask for a passkey: any of this host at sign-in, those of the person as a second factor. */
  passkeyRequest(
    use: 'sign_in' | 'second_factor',
    state: FlowState,
    browser: Browser,
  ): Promise<PasskeyRequest | undefined>;
  /** A passkey, and nothing else. */
  signInWithPasskey(flowId: string, browser: Browser, answer: FactorAnswer): Promise<FlowOutcome | Refusal>;
  proveFactor(
    flowId: string,
    browser: Browser,
    answer: FactorAnswer & { readonly factor: FactorName },
  ): Promise<FlowOutcome | Refusal>;
  /** What the person who has no second factor is offered to set up; `box` is that of an earlier offer. */
  offers(
    state: FlowState,
    browser: Browser,
    box?: string,
  ): Promise<{ readonly totp: TotpOffer; readonly passkey: PasskeyOffer | undefined } | Refusal>;
  enrolTotp(
    flowId: string,
    browser: Browser,
    confirmation: { readonly box: string | undefined; readonly code: string; readonly language: string },
  ): Promise<EnrolmentOutcome | Refusal>;
  enrolPasskey(
    flowId: string,
    browser: Browser,
    confirmation: {
      readonly box: string | undefined;
      readonly answer: string;
      readonly name: string;
      readonly language: string;
    },
  ): Promise<EnrolmentOutcome | Refusal>;
  /** The person does not want to set one up, where that is up to them. */
  declineFactor(flowId: string, browser: Browser): Promise<FlowOutcome | Refusal>;
}

/** What came of the way to an identity provider and back. */
export type UpstreamOutcome =
  | { readonly kind: 'entered'; readonly outcome: FlowOutcome }
  /** Nobody was signed in: the flow is where it was, and the person may try another way. */
  | { readonly kind: 'failed'; readonly flowId: string; readonly provider: string; readonly refusal: Refusal }
  /** The person linked their account, or did not. */
  | { readonly kind: 'link'; readonly provider: string; readonly refusal: Refusal | undefined };

/** A provider that people may sign in at. */
export interface OfferedProvider {
  readonly id: string;
  readonly name: string;
  /** A URL of where the browser will be sent: pages must be allowed to lead there. */
  readonly leadsTo: string;
}

/** The steps of a flow at identity providers. */
export interface UpstreamSteps {
  /** In the order of their buttons. */
  offeredProviders(): Promise<readonly OfferedProvider[]>;
  /** Where the browser is sent. */
  startUpstream(flowId: string, browser: Browser, providerId: string): Promise<string | Refusal>;
  /**
   * A provider sent the browser back, to the redirect URI that is its own. A refusal where the answer is not to a question of
   * this browser.
   */
  finishUpstream(
    answer: { readonly providerId: string; readonly parameters: Parameters },
    browser: Browser,
  ): Promise<UpstreamOutcome | Refusal>;
}

/**
 * An authorization request on its way to one answer (RFC 6749 §4.1, OpenID Connect Core §3.1.2), free of HTTP and of pages.
 * A refusal is for the person's eyes: nothing of it goes to the client. What the client may know comes as a response.
 */
export interface AuthorizationFlow extends FactorSteps, UpstreamSteps {
  /** GET or POST /authorize. */
  begin(parameters: Parameters, browser: Browser): Promise<FlowOutcome | Refusal>;
  /** The same for a page of the issuer: it ends with the way back there, and whoever it is about is the browser's first. */
  beginOwn(request: OwnRequest, browser: Browser): Promise<FlowOutcome | Refusal>;
  /** Where the flow stands; for the browser that began it alone. */
  look(flowId: string, browser: Browser): Promise<FlowState | AuthorizationResponse | Refusal>;
  /**
   * A username or e-mail address and a password; `keeps` takes back the deletion of the account. Whoever has a second factor is
   * signed in nowhere before they gave it.
   */
  signIn(
    flowId: string,
    browser: Browser,
    credentials: { readonly username: string; readonly password: string; readonly keeps?: boolean | undefined },
  ): Promise<FlowOutcome | Refusal>;
  /** A code that came by mail, asked for in this flow. Whoever has a second factor still gives it. */
  signInWithEmailCode(
    flowId: string,
    browser: Browser,
    typed: { readonly login: string; readonly code: string },
  ): Promise<FlowOutcome | Refusal>;
  /** Goes on as one of the people who are signed in on this browser. */
  choose(flowId: string, browser: Browser, sessionId: string): Promise<FlowOutcome | Refusal>;
  /**
   * The person agrees to scopes that were shown, or to nothing. `accountId` is who was asked, where the page said so: where
   * somebody else would answer by now, they are asked themselves (S077). `clientVersion` is the version of the client that the
   * page showed: where it has changed since, the person is asked again (S084).
   */
  consent(
    flowId: string,
    browser: Browser,
    answer: {
      readonly allowed: readonly string[] | 'denied';
      readonly accountId?: string | undefined;
      readonly clientVersion?: number | undefined;
    },
  ): Promise<FlowOutcome | Refusal>;
  /** The person gives up: the client is told. */
  cancel(flowId: string, browser: Browser): Promise<FlowOutcome | Refusal>;
  /** A person types the code that a device shows (RFC 8628 §3.3); what follows is a flow like any other. */
  beginDevice(userCode: string, browser: Browser): Promise<FlowOutcome | Refusal>;
  /** What the person is to compare with the device, in a flow that answers one. */
  deviceOf(flow: AuthorizationSession): Promise<ShownDevice | Refusal>;
}
