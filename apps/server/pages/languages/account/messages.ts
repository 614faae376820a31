/** Every section of the account pages, by the last part of its URL. */
export type AccountSectionName = 'devices' | 'data';

/** What a section says once something is done. */
export type AccountNotice = 'device_signed_out' | 'devices_signed_out';

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
  readonly data: { readonly what: string; readonly text: string; readonly submit: string };
}
