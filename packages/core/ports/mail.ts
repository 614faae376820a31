import type { EpochSeconds } from './clock.ts';

/**
 * What a mail is about, with everything its words need. Links and codes in it are secrets: it travels sealed, through the outbox.
 * `validSeconds` says how long the link or the code works.
 */
export type Mail =
  /** Proves that the address of an account is the person's. */
  | { readonly about: 'verify_email'; readonly link: string; readonly validSeconds: number }
  | { readonly about: 'reset_password'; readonly link: string; readonly validSeconds: number }
  | { readonly about: 'password_changed' }
  /** Something was added to or taken from the ways to sign in. */
  | { readonly about: 'factors_changed' }
  /** The account has ended; until `deleteAt` a sign-in keeps it. */
  | { readonly about: 'deletion_scheduled'; readonly deleteAt: EpochSeconds }
  /** Somebody signed in with a recovery code. */
  | { readonly about: 'recovery_code_used' }
  /** Somebody wants to register with this address. */
  | { readonly about: 'register'; readonly link: string; readonly validSeconds: number }
  /** Somebody wants to register with this address, which has an account already. */
  | { readonly about: 'account_exists'; readonly link: string }
  /** To the address that somebody wants to have instead of their old one. */
  | { readonly about: 'confirm_email'; readonly link: string; readonly validSeconds: number }
  /** To the old address; `newEmail` is shortened, for whoever reads this may be somebody else by now. */
  | { readonly about: 'email_changed'; readonly newEmail: string }
  | { readonly about: 'sign_in_code'; readonly code: string; readonly validSeconds: number }
  | { readonly about: 'invitation'; readonly link: string; readonly validSeconds: number };

export type MailAbout = Mail['about'];

/** A mail to one person. */
export interface MailMessage {
  readonly to: string;
  /** The tag of a language the pages speak; another is taken for English. */
  readonly language: string;
  readonly mail: Mail;
}

/** The kind of its messages in the outbox. */
export const MAIL_KIND = 'mail';
