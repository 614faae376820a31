/** How somebody signed in. */
export type SignInWay = 'password' | 'passkey' | 'email_code' | 'provider';
