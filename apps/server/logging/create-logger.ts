import pino from 'pino';
import type { Settings } from '../config/settings-table.ts';
import { type LogDestination, openLogDestination } from './log-destination.ts';
import { readableLine } from './readable-line.ts';
import { redactText } from './redact-text.ts';
import { redactValue } from './redact-value.ts';

/** Facts of a log line. Errors go under `err`. Whatever is in here, secrets are removed before it is written. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one line; does nothing, and costs next to nothing, where its level is off. */
export type Write = (fields: LogFields, message: string) => void;

export type LogLevel = Exclude<Settings['logLevel'], 'silent'>;

export interface Logger extends Readonly<Record<LogLevel, Write>> {
  /** A logger whose every line has these fields too. */
  child(fields: LogFields): Logger;
  isLevelEnabled(level: LogLevel): boolean;
  flushSync(): void;
}

const plainFields = (fields: LogFields): object => {
  const clean = redactValue(fields);
  return clean && typeof clean === 'object' ? { ...clean } : { fields: clean };
};

const wrap = (base: pino.Logger, destination: LogDestination): Logger => {
  const writer = (level: LogLevel): Write =>
    base.isLevelEnabled(level) ? (fields, message) => base[level](plainFields(fields), redactText(message)) : () => {};
  return {
    trace: writer('trace'),
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    fatal: writer('fatal'),
    child: (fields) => wrap(base.child(plainFields(fields)), destination),
    isLevelEnabled: (level) => base.isLevelEnabled(level),
    flushSync: () => destination.flushSync(),
  };
};

/** The log: a JSON object a line, or a readable line for a developer at a terminal. */
export const createLogger = (
  settings: Pick<Settings, 'logLevel' | 'mode'>,
  destination: LogDestination = openLogDestination(),
): Logger => {
  const readable = settings.mode === 'development' && destination.isTerminal;
  const options: pino.LoggerOptions = {
    level: settings.logLevel,
    base: null,
    // Errors arrive as plain data already.
    serializers: { err: (error: unknown) => error },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: readable ? {} : { level: (label) => ({ level: label }) },
  };
  const stream = { write: (line: string) => destination.write(readable ? readableLine(line) : line) };
  return wrap(pino(options, stream), destination);
};
