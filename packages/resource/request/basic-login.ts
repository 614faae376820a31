import { parseAppPassword, type Refusal, refuse } from '@cardea/protocol';

const MAX_CREDENTIAL_CHARS = 4096;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A user name with the app password of that person. */
export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

const decode = (credentials: string): string | undefined => {
  if (credentials.length > MAX_CREDENTIAL_CHARS || !BASE64.test(credentials)) return undefined;
  try {
    return utf8.decode(Buffer.from(credentials, 'base64'));
  } catch {
    return undefined;
  }
};

/** What a Basic header says (RFC 7617 §2). The passwords of people, and all that is no app password, are not looked at. */
export const parseBasicLogin = (credentials: string): BasicLogin | Refusal => {
  const text = decode(credentials);
  const colon = text?.indexOf(':') ?? -1;
  const password = text === undefined || colon < 1 ? undefined : parseAppPassword(text.slice(colon + 1));
  return text === undefined || password === undefined
    ? refuse('token.malformed', { scheme: 'basic' })
    : { username: text.slice(0, colon), password };
};

/** As user names are compared: not by case or form of their characters. */
const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Whether an app password is the one of whoever is named beside it (RFC 7662 §2.2). */
export const isOf = ({ username }: BasicLogin, claims: Readonly<Record<string, unknown>>): boolean =>
  typeof claims.username === 'string' && folded(claims.username) === folded(username);
