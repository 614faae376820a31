import { statSync } from 'node:fs';
import { formatProblem } from '../config/settings-problem.ts';
import type { Settings } from '../config/settings-table.ts';
import type { Logger } from '../logging/create-logger.ts';
import { readTlsPair, type TlsFiles, type TlsPair, type TlsPaths, tlsWarnings } from './certificate.ts';

/** The configured certificate or key cannot be served. The message names the file and how to mend it. */
export class TlsUnusable extends Error {
  override readonly name = 'TlsUnusable';
}

export interface Tls {
  /** What is to be served now. */
  readonly files: TlsFiles;
  /** Told of each new pair that can be served. Looks at the files until the function it returns is called. */
  onChange(listener: (files: TlsFiles) => void): () => void;
}

export interface TlsOptions {
  readonly nowMs?: () => number;
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 5_000;
const WARN_EVERY_MS = 86_400_000;

/** Changes whenever one of the files does, also where it is a link that is turned to another file. */
const fingerprint = ({ certFile, keyFile }: TlsPaths): string =>
  [certFile, keyFile]
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat ? `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeMs}` : 'missing';
    })
    .join(' ');

/**
 * The TLS certificate and key, where they are configured. Throws `TlsUnusable` for a pair that cannot be served. Later
 * changes that cannot be served are logged, and the pair before stays.
 */
export const openTls = async (
  settings: Pick<Settings, 'tlsCert' | 'tlsKey' | 'issuer'>,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
  { nowMs = Date.now, lookEveryMs = LOOK_EVERY_MS }: TlsOptions = {},
): Promise<Tls | undefined> => {
  const { tlsCert: certFile, tlsKey: keyFile } = settings;
  if (certFile === undefined || keyFile === undefined) return undefined;
  const paths = { certFile, keyFile };
  const { hostname } = new URL(settings.issuer);

  let seen = fingerprint(paths);
  let served = seen;
  const first = readTlsPair(paths);
  if ('problem' in first) throw new TlsUnusable(formatProblem(first));
  let pair: TlsPair = first;
  let warnedMs = 0;

  const warn = (): void => {
    warnedMs = nowMs();
    for (const warning of tlsWarnings(pair, { nowMs: warnedMs, hostname })) log.warn({ certFile }, warning);
  };

  /** The new pair, once the files have been left alone between two looks: they are rarely written at one stroke. */
  const look = (): TlsPair | undefined => {
    const before = seen;
    seen = fingerprint(paths);
    if (seen === served || seen !== before) return undefined;
    served = seen;
    const read = readTlsPair(paths);
    if ('problem' in read) {
      log.error({}, `${formatProblem(read)} The certificate before is served on.`);
      return undefined;
    }
    return read.cert === pair.cert && read.key === pair.key ? undefined : read;
  };

  warn();
  return {
    get files() {
      return { cert: pair.cert, key: pair.key };
    },
    onChange(listener) {
      const timer = setInterval(() => {
        try {
          const read = look();
          if (read) {
            pair = read;
            listener({ cert: read.cert, key: read.key });
            log.info({ certFile, validTo: read.certificate.validTo }, 'serving a new TLS certificate');
          }
          if (read || nowMs() - warnedMs >= WARN_EVERY_MS) warn();
        } catch (error) {
          log.error({ err: error, certFile }, 'the TLS certificate could not be replaced');
        }
      }, lookEveryMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
};
