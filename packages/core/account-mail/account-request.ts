/**
 * What somebody asked for on a page, before anybody has looked whether there is such an account: it is posted as it is, and
 * looked at by whoever delivers it, so that the answer to the request is the same for everybody, and takes the same time.
 */
export type AccountRequest = {
  readonly language: string;
  readonly flowId?: string | undefined;
} & (
  | { readonly wants: 'reset_password'; readonly login: string }
  /** A code, good in the flow that it is asked for in. */
  | { readonly wants: 'sign_in_code'; readonly login: string; readonly flowId: string }
  | { readonly wants: 'register'; readonly email: string }
  | { readonly wants: 'verify_email'; readonly accountId: string }
  | { readonly wants: 'confirm_email'; readonly accountId: string; readonly email: string }
);

/** The kind of its messages in the outbox. */
export const ACCOUNT_REQUEST_KIND = 'account_request';
