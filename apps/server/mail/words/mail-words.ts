import type { MailAbout } from '@cardea/core';

/** The words of one mail. `place` is how the pages call this server. */
export interface MailText {
  readonly subject: (place: string) => string;
  readonly text: (place: string) => string;
  /** What whoever did not ask for it should do. */
  readonly otherwise: string;
}

/** Mails with a link: what the button says. */
type WithAction = Exclude<
  MailAbout,
  | 'password_changed'
  | 'factors_changed'
  | 'deletion_scheduled'
  | 'recovery_code_used'
  | 'email_changed'
  | 'sign_in_code'
>;

/** Every text of the mails. A language is complete, or it does not compile. */
export interface MailWords {
  readonly mails: Readonly<Record<Exclude<MailAbout, WithAction | 'email_changed' | 'deletion_scheduled'>, MailText>> &
    Readonly<Record<WithAction, MailText & { readonly action: string }>> & {
      readonly email_changed: Omit<MailText, 'text'> & {
        readonly text: (place: string, newEmail: string) => string;
      };
      readonly deletion_scheduled: Omit<MailText, 'text'> & {
        /** `date` is the day in words. */
        readonly text: (place: string, date: string) => string;
      };
    };
  /** Of a link or a code; `time` is a length of time in words. */
  readonly validFor: (time: string) => string;
  /** Before the address of the link, for whoever cannot use the button. */
  readonly copyLink: string;
  /** Why this mail came. */
  readonly footer: (place: string) => string;
}
