import { setTimeout as pause } from 'node:timers/promises';
import { createAdminHandler } from '@cardea/admin';
import { DatabaseOwned, type Owner, readOwner } from '@cardea/db';
import {
  compose,
  createLogger,
  createSystemServices,
  masterKeyOf,
  OPERATOR_HEADER,
  openWithMasterKey,
  operatorActor,
  type Settings,
  startProblem,
} from '@cardea/server';
import { type AdminClient, createAdminClient } from './admin-client.ts';
import { CommandFailed } from './command-failed.ts';
import { databaseFileOf } from './database-file.ts';
import { EXIT_CONFIG } from './settings.ts';

export interface Connection {
  readonly admin: AdminClient;
  /** What does the work: the server that owns the database, this process, or neither. */
  readonly by: Owner | 'this process' | 'a server elsewhere';
  /** What a person should know of the connection. */
  readonly notes: readonly string[];
  /** Messages of faults in this process, for the operator; a server logs its own. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** How long another command line may have the database, and a starting server take until it listens. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** The server that owns the database, at its socket; undefined where nobody listens there. */
const toServer = async (owner: Owner | undefined): Promise<Connection | undefined> => {
  const unix = owner?.controlSocket;
  if (owner === undefined || unix === undefined) return undefined;
  const admin = createAdminClient((url, init) => fetch(url, { ...init, unix }));
  try {
    await admin.system.status.query();
  } catch (error) {
    if (isUnreachable(error)) return undefined;
    throw error;
  }
  return { admin, by: owner, notes: [], faults: [], close: async () => undefined };
};

/** No answer at all: there is no socket, or nobody behind it. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause;

const madeNote = (settings: Settings): string =>
  `Made a new database: ${settings.databaseUrl} (CARDEA_DATA_DIR and CARDEA_DATABASE_URL say where it is)`;

/** Opens the database in this process. Rejects with `DatabaseOwned` where another has it. */
const here = async (settings: Settings): Promise<Connection> => {
  const masterKey = masterKeyOf(settings);
  if ('problem' in masterKey) {
    const { subject, problem, mend } = masterKey;
    throw new CommandFailed({ code: 'master_key.unusable', message: `${subject} ${problem}`, mend }, EXIT_CONFIG);
  }
  const log = createLogger({ ...settings, logLevel: 'silent' });
  const cardea = await openWithMasterKey(masterKey, () => compose({ settings, masterKey: masterKey.text, log }));
  const faults: string[] = [];
  const system = createSystemServices(cardea);
  const handle = createAdminHandler({
    contextOf: ({ headers }) => ({
      management: cardea.management,
      system,
      actor: operatorActor(headers.get(OPERATOR_HEADER)),
      authority: { kind: 'operator' },
      now: () => Math.floor(cardea.clock.nowMs() / 1000),
    }),
    onFault: (error) => faults.push(error instanceof Error ? error.message : String(error)),
  });
  const notes = [
    ...(cardea.database.migrated.from === 0 ? [madeNote(settings)] : []),
    ...(masterKey.created ? [`Made a master key: ${masterKey.where}. Keep a copy apart from the database.`] : []),
    ...(masterKey.warning === undefined ? [] : [masterKey.warning]),
  ];
  return {
    admin: createAdminClient((url, init) => handle(new Request(url, init))),
    by: 'this process',
    notes,
    faults,
    close: () => cardea.close(),
  };
};

/** Who has the database, asked first: the settings of a running server, and its master key, are its own affair. */
const ownerOf = (settings: Settings): Owner | undefined => {
  const file = databaseFileOf(settings);
  try {
    return file === undefined ? undefined : readOwner(file);
  } catch (error) {
    throw cannotOpen(error, settings);
  }
};

const cannotOpen = (error: unknown, settings: Settings): unknown => {
  const message = startProblem(error, settings);
  if (message === undefined) return error;
  return new CommandFailed({ code: 'database.unusable', message, mend: 'Look with: cardea doctor' });
};

/**
 * The procedures of the server that owns the database, at its socket; without a server the database is opened here, for as
 * long as the command takes. A command that finds another one at work waits for it.
 */
export const connect = async (settings: Settings): Promise<Connection> => {
  const endMs = performance.now() + PATIENCE_MS;
  let owner = ownerOf(settings);
  while (true) {
    const server = await toServer(owner);
    if (server) return server;
    try {
      return await here(settings);
    } catch (error) {
      if (!(error instanceof DatabaseOwned) || performance.now() > endMs) throw cannotOpen(error, settings);
      owner = error.owner;
    }
    await pause(LOOK_EVERY_MS);
  }
};
