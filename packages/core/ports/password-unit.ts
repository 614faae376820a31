/** Guards of what a password was given for. */
export type PasswordGuard =
  /** The account is active and unchanged, the client enabled and unchanged; nothing is written. */
  {
    readonly kind: 'account.unchanged';
    readonly account: { readonly id: string; readonly version: number };
    readonly client: { readonly id: string; readonly version: number };
  };
