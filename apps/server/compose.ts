import { randomBytes } from 'node:crypto';
import {
  type Clock,
  createAuthorizationServer,
  createClientLookup,
  createKeyring,
  createManagement,
  createRegistration,
  type EngineOptions,
  grantTypesOf,
  type Keyring,
  profiles,
  removeDueAccounts,
  removeUnusedClients,
  seconds,
} from '@cardea/core';
import {
  createDigests,
  createHandleMint,
  createJwtVerifier,
  createOneTimePasswords,
  createPasskeyCeremonies,
  createPasswordJudge,
  createSealer,
  createSecretHasher,
  createSigningKeys,
  decoySecretHash,
  masterKeyFrom,
} from '@cardea/crypto';
import { type Database, openDatabase } from '@cardea/db';
import { createFetcher, createRemoteDocuments, createRemoteKeys, createRemoteRequestObjects } from '@cardea/outbound';
import type { Cardea } from './cardea.ts';
import type { Settings } from './config/settings-table.ts';
import { ConsoleFiles } from './console/console-files.ts';
import { controlSocketOf } from './control/control-socket.ts';
import { createBrowserCookies } from './cookies/browser-cookies.ts';
import { createDocumentChanges } from './documents/document-changes.ts';
import { DOCUMENT_MAX_AGE_SECONDS } from './documents/documents.ts';
import { OpenApiFile } from './documents/open-api.ts';
import { openSimulator } from './explain/open-simulator.ts';
import { RefusalKeeper } from './explain/refusal-keeper.ts';
import { createCallerOf } from './http/caller.ts';
import { issuerUrls } from './http/issuer-urls.ts';
import { Lifecycle } from './http/lifecycle.ts';
import { createOwnGuard } from './http/own-guard.ts';
import { createObjectReader, createParameterReader } from './http/read-parameters.ts';
import { RefusalLog } from './http/refusal-log.ts';
import { createResponder } from './http/respond.ts';
import type { Logger } from './logging/create-logger.ts';
import { openMail } from './mail/open-mail.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { createOutboxPosts } from './outbox/outbox-posts.ts';
import { createUnitNews } from './outbox/unit-news.ts';
import { Brands } from './pages/branding/brands.ts';
import { appPasswordsOf, limitsOf, openToOf, tokenLimitsOf } from './policies.ts';
import { documentHosts, documentPolicy, registrationPolicy } from './registration/registration-policies.ts';
import { LiveSettings } from './settings/live-settings.ts';
import { createSettingsCatalogue } from './settings/settings-catalogue.ts';
import { countSignIns } from './stats/count-sign-ins.ts';
import { StatRecorder } from './stats/stat-recorder.ts';
import { startTracing } from './telemetry/start-tracing.ts';
import type { Tracing } from './telemetry/traces.ts';
import { openProviders } from './upstream/open-providers.ts';

const CLOCK_SKEW_SECONDS = 60; // Design D3
/** A key is known to every cache before it signs, with a margin for requests under way. */
const PUBLISH_AHEAD_SECONDS = DOCUMENT_MAX_AGE_SECONDS + CLOCK_SKEW_SECONDS;

export interface Composition {
  readonly settings: Settings;
  /** The text of the master key: `CARDEA_SECRET` or the content of the key file. */
  readonly masterKey: string;
  readonly log: Logger;
  readonly clock?: Clock;
}

const systemClock: Clock = { nowMs: () => Date.now() };

const openKeyring = async (
  options: Pick<EngineOptions, 'stores' | 'sealer' | 'clock'>,
  settings: Settings,
): Promise<Keyring> => {
  const [defaultAlgorithm = 'ES256'] = settings.signingAlgorithms;
  const keyring = createKeyring({
    ...options,
    signingKeys: createSigningKeys(),
    algorithms: settings.signingAlgorithms,
    defaultAlgorithm,
    rotation: {
      everySeconds: settings.keyRotationSeconds,
      publishAheadSeconds: PUBLISH_AHEAD_SECONDS,
      longestTokenSeconds: settings.maxAccessTokenTtlSeconds,
      skewSeconds: CLOCK_SKEW_SECONDS,
    },
  });
  await keyring.ready();
  return keyring;
};

/**
 * Joins an engine to its database and keys. Rejects with the errors of `openDatabase` (`DatabaseOwned`, `SchemaTooNew`,
 * `DatabaseUnavailable`) and of the keyring, and leaves nothing open then.
 */
export const compose = async ({ settings, masterKey, log, clock = systemClock }: Composition): Promise<Cardea> => {
  const metrics = createMetrics();
  const key = masterKeyFrom(masterKey);
  const sealer = createSealer(key);
  const digests = createDigests(key);
  const database = await openDatabase({
    url: settings.databaseUrl,
    ...(settings.databaseToken === undefined ? {} : { authToken: settings.databaseToken }),
    synchronous: settings.databaseSynchronous,
    controlSocket: controlSocketOf(settings.dataDir),
    clock,
    onEvent: (event) => metrics.database(event),
    onCommit: (units, tookMs) => metrics.committed(units, tookMs / 1000),
  });
  try {
    const tracing = await startTracing(settings, log);
    return await assemble({ tracing, settings, log, clock, metrics, sealer, digests, database });
  } catch (error) {
    await database.close();
    throw error;
  }
};

type Parts = Required<Omit<Composition, 'masterKey'>> & {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly sealer: EngineOptions['sealer'];
  readonly digests: EngineOptions['digests'];
  readonly database: Database;
  readonly tracing: Tracing | undefined;
};

const assemble = async (parts: Parts): Promise<Cardea> => {
  const { tracing, settings: loaded, log, clock, metrics, sealer, digests, database } = parts;
  const documents = createDocumentChanges();
  const live = new LiveSettings({ loaded, stores: database.stores, log, onChange: documents.announce });
  await live.refresh();
  const { settings } = live;
  const { commit } = database.stores;
  const outboxPosts = createOutboxPosts();
  const sessionEnds = createUnitNews('session_clients.end');
  const traced = { ...database.stores, commit: tracing?.commit(commit) ?? commit };
  const stores = documents.watch(sessionEnds.watch(outboxPosts.watch(countSignIns(traced, metrics))));
  const mint = createHandleMint();
  const { issuer, signingAlgorithms } = settings;
  const urls = issuerUrls(settings);
  const rules = profiles[settings.profile];
  const profile = { ...rules, pushedRequestsOnly: rules.pushedRequestsOnly || settings.requirePushedRequests };
  const fetcher = createFetcher({ clock, allowPrivateHosts: settings.allowedPrivateJwksHosts });
  const keyring = await openKeyring({ stores, sealer, clock }, settings);
  keyring.onChange(documents.announce);
  const brands = new Brands(stores, settings);
  const mail = openMail(settings, { clock, brands });
  const base: Omit<EngineOptions, 'clientLookup'> = {
    issuer,
    profile,
    endpoints: urls,
    stores,
    keyring,
    clock,
    sealer,
    signingAlgorithms,
    mint,
    digests,
    hasher: metrics.measured(createSecretHasher({ sealer })),
    decoySecret: decoySecretHash,
    jwt: createJwtVerifier(),
    remoteKeys: createRemoteKeys(fetcher, {
      clock,
      onFailure: (uri, failure) => log.warn({ uri, failure }, 'the keys of a client cannot be fetched'),
    }),
    providers: openProviders(settings, { clock, log }),
    remoteRequestObjects: createRemoteRequestObjects(fetcher, {
      clock,
      onFailure: (uri, failure) => log.warn({ uri, failure }, 'the request object of a client cannot be fetched'),
    }),
    lifetimes: settings,
    tokenLimits: tokenLimitsOf(settings),
    appPasswords: appPasswordsOf(settings),
    sessionClient: settings.sessionClient,
    people: settings,
    factors: {
      get policy() {
        return settings.factorPolicy;
      },
      emailStep: settings.emailStep && mail !== undefined,
      totp: {
        algorithm: settings.totpAlgorithm,
        digits: settings.totpDigits,
        periodSeconds: settings.totpPeriodSeconds,
        skewSteps: settings.totpSkewSteps,
      },
    },
    oneTimePasswords: createOneTimePasswords(),
    passkeys: createPasskeyCeremonies(),
    limits: limitsOf(settings),
    dpopNonce: settings.dpopNonce,
    identityAssertions: {
      issues: ['issue', 'both'].includes(settings.identityAssertions),
      accepts: ['accept', 'both'].includes(settings.identityAssertions),
    },
    observer: metrics,
    openTo: openToOf({ settings, mail }),
    passwords: createPasswordJudge(),
    randomBytes,

    followsDocuments: settings.clientDocuments,
  };
  metrics.watch({ database, keyring, outbox: stores.outbox });
  const managementPorts = {
    ...base,
    keyring,
    settings: createSettingsCatalogue(live, loaded),
    auditRetentionSeconds: settings.auditRetentionSeconds,
    keyRotationSeconds: settings.keyRotationSeconds,
    sendsMail: mail !== undefined,
    grantTypes: grantTypesOf(profile),
  };
  const registrationPorts = {
    ...managementPorts,
    policy: registrationPolicy(settings),
    documentPolicy: documentPolicy(settings),
    documents: createRemoteDocuments(createFetcher({ clock, allowPrivateHosts: documentHosts(settings) }), {
      onFailure: (url, failure) => log.warn({ url, failure }, 'a document of a client cannot be fetched'),
    }),
  };
  const keptRefusals = new RefusalKeeper({ stores: database.stores, clock, mint, settings, log });
  const statRecorder = new StatRecorder({ stores: database.stores, metrics, clock, settings, log });
  const engine = createAuthorizationServer({ ...base, clientLookup: createClientLookup(registrationPorts) });
  return {
    settings,
    urls,
    clock,
    startedAt: seconds(clock),
    database,
    stores,
    keyring,
    digests,
    mint,
    sealer,
    outboxPosts,
    mail,
    sessionEnds,
    cookies: createBrowserCookies(settings),
    consoleFiles: new ConsoleFiles(),
    openApi: new OpenApiFile({ issuer, authorization: urls.authorization, token: urls.token }, digests),
    brands,
    engine,
    management: createManagement(managementPorts, openSimulator(base, registrationPorts)),
    registration: createRegistration(registrationPorts),
    removeUnusedClients: () => removeUnusedClients(registrationPorts),
    removeDueAccounts: () => removeDueAccounts(base),
    respond: createResponder(issuer),
    readParameters: createParameterReader(),
    readObject: createObjectReader(),
    log,
    refusals: new RefusalLog(log),
    keptRefusals,
    metrics,
    statRecorder,
    refreshSettings: () => live.refresh(),
    tracing,
    guard: createOwnGuard(engine, urls),
    lifecycle: new Lifecycle(),
    callerOf: createCallerOf(settings),
    onDocumentsChanged: documents.onChange,
    async close() {
      metrics.close();
      await keptRefusals.flush();
      if (metrics.totals().length > 0) await statRecorder.write();
      await database.drain();
      await tracing?.stop();
      await database.close();
      log.flushSync();
    },
  };
};
