/** What came of a logout token: the status of the answer, or why there is none, in words for the operator. */
export type LogoutReceipt = { readonly status: number } | { readonly failure: string };

/** Sends logout tokens to clients (OpenID Connect Back-Channel Logout §2.5). */
export interface LogoutReceivers {
  /** One POST to an address that a client registered: bounded in time, without redirects. Resolves whatever the other side does. */
  send(uri: string, logoutToken: string): Promise<LogoutReceipt>;
}
