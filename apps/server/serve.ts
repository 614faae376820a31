import { type Deliverer, seconds } from '@cardea/core';
import type { Cardea } from './cardea.ts';
import { compose } from './compose.ts';
import { formatProblem } from './config/settings-problem.ts';
import { settingsWarnings } from './config/settings-rules.ts';
import type { Settings } from './config/settings-table.ts';
import { controlSocketOf } from './control/control-socket.ts';
import { startControl } from './control/start-control.ts';
import { createSystemServices } from './control/system-services.ts';
import { createLogger } from './logging/create-logger.ts';
import { logoutDeliverer, startLogoutNotices } from './logout/start-logout-notices.ts';
import { startOutbox } from './outbox/start-outbox.ts';
import { startBackground } from './server/background.ts';
import { demoClient } from './server/demo-client.ts';
import { firstScreen } from './server/first-screen.ts';
import { startHttpServer } from './server/http-server.ts';
import { type MasterKey, masterKeyOf, openWithMasterKey } from './server/master-key.ts';
import { setUpLinkOf } from './server/set-up-link.ts';
import { startProblem } from './server/start-problems.ts';
import { stopGracefully } from './server/stop-gracefully.ts';
import { openTls } from './tls/open-tls.ts';
import { VERSION } from './version.ts';

/** EX_CONFIG and EX_UNAVAILABLE of sysexits.h: a service manager need not try the first again. */
const EXIT_CONFIG = 78;
const EXIT_UNAVAILABLE = 69;

export interface ServeOptions {
  readonly settings: Settings;
  /** Where the first screen goes. */
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/** Resolves with the first signal that asks a server to stop. Later ones change nothing: it stops already. */
const stopSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve);
  });

/** Who delivers what waits in the outbox. */
const deliverersOf = (cardea: Cardea): readonly Deliverer[] => {
  const { mail, engine } = cardea;
  const byMail = mail === undefined ? [] : [mail.deliverer, engine.accountMail.deliverer];
  return [logoutDeliverer(cardea), ...byMail];
};

const run = async (
  cardea: Cardea,
  masterKey: MasterKey,
  { settings, print, printError }: ServeOptions,
): Promise<number> => {
  const { log, management, database } = cardea;
  const stopping = stopSignal();
  const tls = await openTls(settings, log);
  const http = await startHttpServer(cardea, tls?.files);
  const control =
    database.mode === 'server'
      ? undefined
      : startControl({
          socket: controlSocketOf(settings.dataDir),
          management,
          system: createSystemServices(cardea),
          now: () => seconds(cardea.clock),
          onFault: (error) => log.error({ err: error }, 'control socket'),
        });
  const refresh = () => http.refreshDocuments().catch((error) => log.warn({ err: error }, 'discovery is out of date'));
  const stopWatching = tls?.onChange(http.replaceTls);
  const stopKeys = cardea.onDocumentsChanged(refresh);
  const outbox = startOutbox(cardea, deliverersOf(cardea));
  const notices = startLogoutNotices(cardea);
  const stopBackground = startBackground(cardea, http.refreshDocuments);

  // Standard output is the log's where the log is JSON
  const show = settings.mode === 'production' ? printError : print;
  const [demo, setUpLink] = [await demoClient(cardea), await setUpLinkOf(cardea)];
  show(firstScreen({ cardea, version: VERSION, demo, setUpLink, masterKey }));
  log.info({ issuer: settings.issuer, port: http.port, version: VERSION, mode: settings.mode }, 'started');
  const signal = await stopping;
  log.info({ signal }, 'stopping');
  stopBackground();
  await notices.stop();
  stopKeys();
  stopWatching?.();
  await stopGracefully(cardea, { http, control, outbox });
  return 0;
};

/** Runs a server until SIGTERM or SIGINT; resolves with the exit code of the process. */
export const serve = async (options: ServeOptions): Promise<number> => {
  const { settings, printError } = options;
  const masterKey = masterKeyOf(settings);
  if ('problem' in masterKey) {
    printError(formatProblem(masterKey));
    return EXIT_CONFIG;
  }
  const log = createLogger(settings);
  for (const warning of [
    ...settingsWarnings(settings),
    ...(masterKey.warning === undefined ? [] : [masterKey.warning]),
  ])
    log.warn({}, warning);
  let cardea: Cardea | undefined;
  try {
    cardea = await openWithMasterKey(masterKey, () => compose({ settings, masterKey: masterKey.text, log }));
    return await run(cardea, masterKey, options);
  } catch (error) {
    const problem = startProblem(error, settings);
    if (problem === undefined) log.fatal({ err: error }, 'the server could not start');
    else printError(problem);
    await cardea?.close();
    log.flushSync();
    return EXIT_UNAVAILABLE;
  }
};
