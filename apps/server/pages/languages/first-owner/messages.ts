/** Every text of the page where a server gets its first owner. */
export interface FirstOwnerMessages {
  readonly title: string;
  /** `place` is the host of the server. */
  readonly text: (place: string) => string;
  readonly username: string;
  readonly email: string;
  readonly emailHelp: string;
  readonly password: string;
  readonly passwordHelp: string;
  readonly submit: string;
  readonly faults: {
    readonly username: string;
    readonly email: string;
    readonly taken: string;
  };
  readonly done: { readonly title: string; readonly text: string; readonly goOn: string };
}
