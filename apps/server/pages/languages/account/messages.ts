import type { AppPasswordFault, PasswordFault } from '@cardea/core';
import type { SecurityMessages } from './security/messages.ts';

/** Every section of the account pages, by the last part of its URL. */
export type AccountSectionName =
  | 'profile'
  | 'password'
  | 'security'
  | 'app-passwords'
  | 'applications'
  | 'links'
  | 'devices'
  | 'data'
  | 'delete';

/** What a section says once something is done. */
export type AccountNotice =
  | 'mail_sent'
  | 'password_changed'
  | 'factor_added'
  | 'passkey_renamed'
  | 'factor_removed'
  | 'profile_saved'
  | 'application_revoked'
  | 'app_password_removed'
  | 'sign_in_linked'
  | 'sign_in_unlinked'
  | 'device_signed_out'
  | 'devices_signed_out';

/** What a person tells of themselves, by the names of the form. */
export type ProfileFieldName =
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'middle_name'
  | 'nickname'
  | 'birthdate'
  | 'gender'
  | 'website'
  | 'picture'
  | 'profile'
  | 'locale'
  | 'zoneinfo'
  | 'phone_number'
  | 'street_address'
  | 'locality'
  | 'region'
  | 'postal_code'
  | 'country';

export type ProfileGroup = 'name' | 'about' | 'place' | 'phone' | 'address';

export type ProfileHint = 'birthdate' | 'phone' | 'locale' | 'zone' | 'url';

/** Every text of the account pages. */
export interface AccountMessages {
  readonly title: string;
  /** Where a person goes on to after signing in: "to continue to …", "Cancel and return to …". */
  readonly place: string;
  readonly navigation: string;
  readonly switchAccount: string;
  readonly greeting: (name: string) => string;
  readonly confirm: { readonly title: string; readonly text: string; readonly submit: string };
  readonly sections: Readonly<Record<AccountSectionName, { readonly title: string; readonly summary: string }>>;
  readonly notices: Readonly<Record<AccountNotice, string>>;
  readonly appPasswords: {
    readonly title: string;
    readonly text: string;
    readonly name: string;
    readonly nameHint: string;
    readonly scopes: string;
    readonly lifetime: string;
    /** Of one that does not end by itself. */
    readonly never: string;
    readonly make: string;
    readonly madeTitle: (name: string) => string;
    readonly madeText: string;
    readonly password: string;
    readonly since: (date: string) => string;
    readonly until: (date: string) => string;
    readonly lastUsed: (ago: string) => string;
    readonly unused: string;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
    readonly help: string;
    readonly faults: Readonly<Record<AppPasswordFault, string>>;
  };
  readonly links: {
    readonly since: (date: string) => string;
    readonly lastUsed: (ago: string) => string;
    /** Of a provider that nobody may sign in at for now. */
    readonly off: string;
    readonly notLinked: string;
    readonly link: string;
    readonly linkOf: (provider: string) => string;
    readonly unlink: string;
    readonly unlinkOf: (provider: string) => string;
    readonly none: string;
    readonly help: string;
  };
  readonly devices: {
    readonly current: string;
    /** `browser on system`, where both are known. */
    readonly browserOn: (browser: string, system: string) => string;
    readonly unknownBrowser: string;
    /** `ago` is a length of time in words that ends now. */
    readonly lastSeen: (ago: string) => string;
    readonly since: (date: string) => string;
    readonly end: string;
    /** The same for who cannot see which row it stands in. */
    readonly endOf: (browser: string) => string;
    readonly others: string;
    readonly othersText: string;
    readonly endOthers: string;
    readonly onlyThis: string;
  };
  readonly profile: {
    readonly fields: Readonly<Record<ProfileFieldName, string>>;
    readonly groups: Readonly<Record<ProfileGroup, string>>;
    readonly signIn: {
      readonly title: string;
      readonly username: string;
      readonly email: string;
      readonly verified: string;
      readonly unverified: string;
      readonly none: string;
    };
    readonly hints: Readonly<Record<ProfileHint, string>>;
    /** Below a field that is wrong. */
    readonly fault: string;
    readonly faults: string;
    readonly conflict: string;
    readonly submit: string;
    readonly voluntary: string;
  };
  readonly security: SecurityMessages;
  readonly applications: {
    /** Above the list of scopes in words. */
    readonly may: string;
    readonly since: (date: string) => string;
    readonly lastUsed: (ago: string) => string;
    readonly visit: string;
    readonly revoke: string;
    readonly revokeOf: (application: string) => string;
    readonly none: string;
    readonly help: string;
  };
  readonly password: {
    readonly current: string;
    readonly next: string;
    readonly again: string;
    readonly hint: string;
    /** What comes of it. */
    readonly text: string;
    readonly submit: string;
    readonly wrong: string;
    readonly different: string;
    readonly faults: Readonly<Record<PasswordFault, string>>;
  };
  readonly deletion: {
    readonly what: string;
    /** `grace` is a length of time in words. */
    readonly text: (grace: string) => string;
    readonly name: string;
    readonly submit: string;
    readonly differs: string;
    readonly lastOwner: string;
    readonly done: { readonly title: string; readonly text: (date: string) => string };
    /** On the sign-in page. */
    readonly scheduled: (date: string) => string;
    readonly keepHelp: string;
    readonly keep: string;
  };
  readonly data: { readonly what: string; readonly text: string; readonly submit: string };
}
