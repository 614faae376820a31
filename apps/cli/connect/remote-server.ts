import { remoteFlags } from '../parse/flags-beside.ts';
import type { ParsedLine } from '../parse/parsed-line.ts';
import { UsageError } from '../parse/usage-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Variables of the command line alone: they mean nothing to a server. */
export const remoteVariables = [
  'CARDEA_TOKEN',
  'CARDEA_CLIENT_ID',
  'CARDEA_CLIENT_SECRET',
  'CARDEA_CLIENT_KEY_FILE',
] as const;

export type RemoteCredential =
  | { readonly token: string }
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly clientId: string; readonly keyFile: string };

/** A server elsewhere, and what opens it. */
export interface RemoteServer {
  readonly url: string;
  readonly credential: RemoteCredential;
}

const HOW = 'Set CARDEA_TOKEN, or CARDEA_CLIENT_ID and CARDEA_CLIENT_SECRET or CARDEA_CLIENT_KEY_FILE';

/** RFC 6750 §2.1. What is no token is not repeated: it may be a secret all the same. */
const readToken = (given: string, where: string): string => {
  const token = given.trim();
  if (!/^[\w.~+/-]+=*$/.test(token)) throw new UsageError(`${where} holds no access token`, HOW);
  return token;
};

const credentialIn = (flag: string | undefined, env: Terminal['env']): RemoteCredential => {
  if (flag !== undefined) return { token: readToken(flag, '--token') };
  const { CARDEA_TOKEN: token, CARDEA_CLIENT_ID: clientId } = env;
  const { CARDEA_CLIENT_SECRET: clientSecret, CARDEA_CLIENT_KEY_FILE: keyFile } = env;
  if (token && clientId)
    throw new UsageError('CARDEA_TOKEN and CARDEA_CLIENT_ID exclude each other', 'Unset one of them');
  if (token) return { token: readToken(token, 'CARDEA_TOKEN') };
  if (clientId && clientSecret && keyFile)
    throw new UsageError('CARDEA_CLIENT_SECRET and CARDEA_CLIENT_KEY_FILE exclude each other', 'Unset one of them');
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (clientId && keyFile) return { clientId, keyFile };
  if (clientId)
    throw new UsageError(
      'CARDEA_CLIENT_ID is set without its credential',
      'Set CARDEA_CLIENT_SECRET, or CARDEA_CLIENT_KEY_FILE',
    );
  throw new UsageError('--url needs an access token', HOW);
};

/** The server elsewhere that a command line names; undefined where it means this machine. Throws `UsageError`. */
export const remoteServerOf = ({ flags }: ParsedLine, { env }: Terminal): RemoteServer | undefined => {
  const read = (name: string) => remoteFlags[name]?.read(flags.get(name) ?? [], name);
  const [url, token] = [read('url'), read('token')];
  if (url !== undefined) return { url, credential: credentialIn(token, env) };
  if (token !== undefined) throw new UsageError('--token is for a server elsewhere', 'Add: --url ISSUER');
  return undefined;
};
