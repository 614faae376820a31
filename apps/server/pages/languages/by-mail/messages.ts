/** A page on which one thing is done. */
interface Task {
  readonly title: string;
  readonly submit: string;
}

interface Told {
  readonly title: string;
  readonly text: string;
}

/** Every text of the pages for whoever has no password, no account, or a link from a mail. */
export interface ByMailMessages {
  readonly forgot: Task & Told & { readonly link: string; readonly login: string; readonly back: string };
  readonly register: Task & {
    readonly link: string;
    readonly text: (place: string) => string;
    readonly email: string;
    readonly haveAccount: string;
  };
  /** Says nothing of whether there is an account. */
  readonly sent: Told & { readonly help: string };
  readonly notAnAddress: string;
  readonly verify: Task & { readonly text: (email: string) => string };
  /** `person` is how somebody signs in, so that nobody gives their address to an account of somebody else. */
  readonly newEmail: Task & { readonly text: (email: string, person: string) => string };
  readonly newPassword: Task & {
    readonly text: (person: string) => string;
    readonly label: string;
    readonly help: string;
  };
  readonly createAccount: Task & { readonly text: (email: string) => string };
  readonly done: Readonly<Record<'verify_email' | 'confirm_email' | 'reset_password' | 'register', Told>>;
  readonly goOn: string;
  /** A sign-in by a code that comes by mail. */
  readonly code: Told & {
    readonly link: string;
    readonly send: string;
    /** Says nothing of whether there is an account. */
    readonly sent: string;
    readonly label: string;
    readonly help: string;
    readonly submit: string;
    readonly again: string;
    readonly wrong: string;
  };
  /** On the page of the profile: another address, and proof of the one there is. */
  readonly ownEmail: {
    readonly title: string;
    readonly text: string;
    readonly label: string;
    readonly submit: string;
    readonly verify: string;
  };
}
