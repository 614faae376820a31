import { decodeFormValue } from '../parameters/form.ts';
import { type Refusal, refuse } from '../refusals/refusal.ts';

const MAX_CREDENTIAL_CHARS = 4096;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export interface BasicCredential {
  readonly id: string;
  readonly secret: string;
}

/** The scheme of an Authorization header in lower case, and the rest of it. */
export const splitAuthorization = (header: string): { readonly scheme: string; readonly rest: string } => {
  const space = header.indexOf(' ');
  if (space === -1) return { scheme: header.toLowerCase(), rest: '' };
  return { scheme: header.slice(0, space).toLowerCase(), rest: header.slice(space + 1).trim() };
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

const malformed = (): Refusal => refuse('client.basic_malformed');

/** The client id and secret of a Basic header: base64 of two form-encoded values (RFC 6749 §2.3.1, RFC 7617 §2). */
export const parseBasic = (credentials: string): BasicCredential | Refusal => {
  if (credentials.length > MAX_CREDENTIAL_CHARS || credentials === '' || !BASE64.test(credentials)) return malformed();
  const text = decodeUtf8(Buffer.from(credentials, 'base64'));
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon === -1) return malformed();
  const id = decodeFormValue(text.slice(0, colon));
  const secret = decodeFormValue(text.slice(colon + 1));
  return id && secret !== undefined ? { id, secret } : malformed();
};
