import { assertionRefusals } from './assertion-refusals.ts';
import { authorizeRefusals } from './authorize-refusals.ts';
import { clientRefusals } from './client-refusals.ts';
import { codeRefusals } from './code-refusals.ts';
import { consoleRefusals } from './console-refusals.ts';
import { deviceRefusals } from './device-refusals.ts';
import { dpopRefusals } from './dpop-refusals.ts';
import { exchangeRefusals } from './exchange-refusals.ts';
import { factorRefusals } from './factor-refusals.ts';
import { grantRefusals } from './grant-refusals.ts';
import { identityAssertionRefusals } from './identity-assertion-refusals.ts';
import { logoutRefusals } from './logout-refusals.ts';
import { mailRefusals } from './mail-refusals.ts';
import { type OAuthError, oauthErrors } from './oauth-error.ts';
import { passwordRefusals } from './password-refusals.ts';
import { peopleRefusals } from './people-refusals.ts';
import { registrationRefusals } from './registration-refusals.ts';
import { requestObjectRefusals } from './request-object-refusals.ts';
import { requestRefusals } from './request-refusals.ts';
import type { RefusalRow } from './row.ts';
import { selfServiceRefusals } from './self-service-refusals.ts';
import { serverRefusals } from './server-refusals.ts';
import { sessionRefusals } from './session-refusals.ts';
import { setUpRefusals } from './set-up-refusals.ts';
import { tokenRefusals } from './token-refusals.ts';
import { upstreamRefusals } from './upstream-refusals.ts';

/** Every way in which Cardea refuses; the reference documentation is made from this table. */
export const refusals = {
  ...requestRefusals,
  ...clientRefusals,
  ...authorizeRefusals,
  ...requestObjectRefusals,
  ...peopleRefusals,
  ...mailRefusals,
  ...setUpRefusals,
  ...factorRefusals,
  ...logoutRefusals,
  ...selfServiceRefusals,
  ...dpopRefusals,
  ...consoleRefusals,
  ...grantRefusals,
  ...codeRefusals,
  ...deviceRefusals,
  ...exchangeRefusals,
  ...assertionRefusals,
  ...passwordRefusals,
  ...identityAssertionRefusals,
  ...tokenRefusals,
  ...registrationRefusals,
  ...upstreamRefusals,
  ...sessionRefusals,
  ...serverRefusals,
} as const;

export type RefusalCode = keyof typeof refusals;

/** Facts for the operator's log: what was registered, what was sent. Never a secret, a token or an assertion. */
export type RefusalDetail = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What the pipeline, and nothing else, does because of a refusal. */
export type RefusalEffect =
  | { readonly kind: 'count-failure'; readonly clientId?: string | undefined }
  /** The code was used again, or with wrong parameters (design D1). */
  | { readonly kind: 'count-code-failure'; readonly codeId: string }
  /** A device asked before the person has answered (RFC 8628 §3.5). */
  | { readonly kind: 'count-device-poll'; readonly deviceCodeId: string }
  | {
      readonly kind: 'revoke-authorization';
      readonly authorizationId: string;
      readonly why: 'code_replay' | 'refresh_reuse';
    };

export interface RefusalOptions {
  readonly detail?: RefusalDetail | undefined;
  readonly effect?: RefusalEffect | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /**
   * Public text instead of the row's, where only the caller's own message decides it: which of its members is wrong, and why.
   * What RFC 6749 §5.2 does not allow in a description is taken out.
   */
  readonly description?: string | undefined;
}

const MAX_DESCRIPTION_CHARS = 300;

const publicText = (text: string): string =>
  text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '').slice(0, MAX_DESCRIPTION_CHARS);

/**
 * A request that is not granted. A value, not an exception: exceptions are defects.
 * `error`, `description` and `status` are for the caller, everything else for the operator.
 */
export class Refusal {
  readonly code: RefusalCode;
  readonly error: OAuthError;
  readonly status: number;
  readonly description: string;
  readonly section: string;
  readonly detail: RefusalDetail | undefined;
  readonly effect: RefusalEffect | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: RefusalCode, options: RefusalOptions = {}) {
    const row: RefusalRow = refusals[code];
    this.code = code;
    this.error = row.error;
    this.status = row.status ?? oauthErrors[row.error];
    this.description = options.description === undefined ? row.description : publicText(options.description);
    this.section = row.section;
    this.detail = options.detail;
    this.effect = options.effect;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The same, with what else is known of the request; what the refusal itself says counts. */
  of(detail: RefusalDetail): Refusal {
    return new Refusal(this.code, { ...this, detail: { ...detail, ...this.detail } });
  }

  /** This refusal instead of another one, which the operator still sees. */
  because(first: Refusal): Refusal {
    const detail = { ...first.detail, after: first.code };
    return new Refusal(this.code, { detail, retryAfterSeconds: this.retryAfterSeconds });
  }
}

export const refuse = (code: RefusalCode, detail?: RefusalDetail): Refusal =>
  new Refusal(code, detail ? { detail } : {});

export const isRefusal = (value: unknown): value is Refusal => value instanceof Refusal;
