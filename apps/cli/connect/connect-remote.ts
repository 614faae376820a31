import { type AdminClient, CallFailed, createAdminClient, generateDpopKey } from '@cardea/admin-client';
import { readJson } from '../parse/files.ts';
import { UsageError } from '../parse/usage-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { CommandFailed } from './command-failed.ts';
import type { Connection } from './connect.ts';
import type { RemoteServer } from './remote-server.ts';

const isPrivateKey = (value: unknown): value is { readonly kty: string; readonly d: string } =>
  typeof value === 'object' && value !== null && 'kty' in value && 'd' in value;

const readPrivateKey = async (file: string, terminal: Terminal) => {
  const key = await readJson(file, terminal);
  if (isPrivateKey(key)) return key;
  throw new CommandFailed({
    code: 'client_key.unusable',
    message: `${file} holds no private key`,
    mend: 'Give one private key as a JWK (RFC 7517 §4), whose public half the client registered',
  });
};

const clientOf = async ({ url: issuer, credential }: RemoteServer, terminal: Terminal): Promise<AdminClient> => {
  if (!('keyFile' in credential)) return createAdminClient({ issuer, ...credential });
  const privateKeyJwt = await readPrivateKey(credential.keyFile, terminal);
  // Where clients prove themselves by keys, a server may want tokens bound to one too (FAPI 2.0 §5.3.2.1)
  return createAdminClient({ issuer, clientId: credential.clientId, privateKeyJwt, dpop: await generateDpopKey() });
};

/** The procedures of a server elsewhere. Nothing is sent yet. */
export const connectRemote = async (server: RemoteServer, terminal: Terminal): Promise<Connection> => {
  try {
    const admin = await clientOf(server, terminal);
    return { admin, by: 'a server elsewhere', notes: [], faults: [], close: async () => undefined };
  } catch (error) {
    if (error instanceof CallFailed) throw new UsageError(error.message, error.mend);
    throw error;
  }
};
