import { callServer } from './api.ts';
import { CONSOLE_ROOT } from './places.ts';

export type Role = 'owner' | 'admin' | 'support' | 'auditor';

export interface SignedIn {
  readonly state: 'signed_in';
  readonly person: {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly role: Role | null;
  };
  readonly issuer: string;
  /** The path of the issuer. */
  readonly root: string;
  /** Before the OAuth endpoints, under the issuer. */
  readonly basePath: string;
  readonly version: string;
}

export type Session = SignedIn | { readonly state: 'signed_out' | 'unowned' };

export const findSession = async (): Promise<Session> => {
  const response = await callServer('session');
  if (!response.ok) throw new Error(`The server answers ${response.status}`);
  return response.json();
};

/** Ends the sign-in at the console, and shows that it has ended. */
export const signOut = async (): Promise<void> => {
  await callServer('sign-out', { method: 'POST' });
  location.assign(`${CONSOLE_ROOT}signed-out`);
};
