import type {
  AuthorizationServer,
  Caller,
  Clock,
  Digests,
  EpochSeconds,
  HandleMint,
  Keyring,
  Management,
  Registration,
  Sealer,
  Stores,
} from '@cardea/core';
import type { Database } from '@cardea/db';
import type { Protection } from '@cardea/resource';
import type { Settings } from './config/settings-table.ts';
import type { ConsoleFiles } from './console/console-files.ts';
import type { BrowserCookies } from './cookies/browser-cookies.ts';
import type { OpenApiFile } from './documents/open-api.ts';
import type { RefusalKeeper } from './explain/refusal-keeper.ts';
import type { Lifecycle } from './http/lifecycle.ts';
import type { ReadObject, ReadParameters } from './http/read-parameters.ts';
import type { RefusalLog } from './http/refusal-log.ts';
import type { Responder } from './http/respond.ts';
import type { Logger } from './logging/create-logger.ts';
import type { MailService } from './mail/open-mail.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { OutboxPosts } from './outbox/outbox-posts.ts';
import type { UnitNews } from './outbox/unit-news.ts';
import type { Brands } from './pages/branding/brands.ts';
import type { StatRecorder } from './stats/stat-recorder.ts';
import type { Tracing } from './telemetry/traces.ts';

/** The URLs of one issuer. */
export interface IssuerUrls {
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string;
  readonly jwks: string;
  readonly authorization: string;
  readonly pushedRequest: string;
  readonly userinfo: string;
  readonly endSession: string;
  readonly checkSession: string;
  readonly deviceAuthorization: string;
  readonly deviceVerification: string;
  readonly registration: string;
  readonly oneTimeLink: string;
  readonly forgotPassword: string;
  readonly setUp: string;
  /** Before the id of an identity provider. */
  readonly upstreamCallback: string;
  readonly resourceMetadata: string;
}

/** One issuer, joined from its settings, database and keys: what the routes, the command line and the console work on. */
export interface Cardea {
  /** Those that may be stored change while the process runs: they are read where they are used. */
  readonly settings: Settings;
  /** Follows what is stored of the settings now. */
  readonly refreshSettings: () => Promise<void>;
  readonly urls: IssuerUrls;
  readonly clock: Clock;
  /** When it was joined. */
  readonly startedAt: EpochSeconds;
  readonly database: Database;
  readonly stores: Stores;
  readonly keyring: Keyring;
  readonly digests: Digests;
  readonly mint: HandleMint;
  readonly sealer: Sealer;
  /** What this process posts in the outbox. */
  readonly outboxPosts: OutboxPosts;
  /** Sessions that this process ends. */
  readonly sessionEnds: UnitNews;
  /** The cookies of the pages. */
  readonly cookies: BrowserCookies;
  readonly consoleFiles: ConsoleFiles;
  readonly openApi: OpenApiFile;
  /** What the pages look like. */
  readonly brands: Brands;
  /** Undefined where no mail can be sent. */
  readonly mail: MailService | undefined;
  readonly engine: AuthorizationServer;
  readonly management: Management;
  /** Clients that register themselves. */
  readonly registration: Registration;
  /** Removes clients that nobody vouches for and nobody uses; how many. */
  readonly removeUnusedClients: () => Promise<number>;
  /** Removes some of the accounts whose people have deleted them; returns how many. */
  readonly removeDueAccounts: () => Promise<number>;
  /** The guard of Cardea's own API. */
  readonly guard: Protection;
  readonly lifecycle: Lifecycle;
  readonly respond: Responder;
  readonly readParameters: ReadParameters;
  readonly readObject: ReadObject;
  readonly log: Logger;
  readonly refusals: RefusalLog;
  /** Keeps refusals for who asks why. */
  readonly keptRefusals: RefusalKeeper;
  readonly metrics: Metrics;
  /** Writes what was counted to the database. */
  readonly statRecorder: StatRecorder;
  /** Where a collector of traces is configured. */
  readonly tracing: Tracing | undefined;
  readonly callerOf: (request: Request, peer: string | undefined) => Caller;
  /** Told of each change of what discovery and keys are made from. Returns how to stop it. */
  onDocumentsChanged(listener: () => void): () => void;
  /** Answers what waits and lets go of the database. */
  close(): Promise<void>;
}
