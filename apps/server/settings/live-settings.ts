import type { Stores } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';
import type { Logger } from '../logging/create-logger.ts';
import { judgeStored, type StoredValues, storableNames } from './stored-values.ts';

interface LiveSettingsOptions {
  /** As the process was started with them. */
  readonly loaded: Settings;
  readonly stores: Pick<Stores, 'settings'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Told when something is another than before. */
  readonly onChange: () => void;
}

const outline = (values: StoredValues): string => JSON.stringify([...values].map(([name, { text }]) => [name, text]));

/** The settings of a running process: what is stored holds over defaults, from one look at the database to the next. */
export class LiveSettings {
  /** Those that may be stored are read anew each time: whoever keeps one of them keeps an old one. */
  readonly settings: Settings;
  readonly #options: LiveSettingsOptions;
  #values: StoredValues = new Map();
  #told = '';
  #reading: Promise<void> = Promise.resolve();

  constructor(options: LiveSettingsOptions) {
    const { loaded } = options;
    this.#options = options;
    const live = storableNames.map((name) => [
      name,
      { enumerable: true, get: () => this.#values.get(name)?.value ?? loaded[name] },
    ]);
    this.settings = Object.defineProperties({ ...loaded }, Object.fromEntries(live));
  }

  /** What is stored and holds. */
  get values(): StoredValues {
    return this.#values;
  }

  /** Follows what is stored now. Rejects where the database does not answer; what held goes on to hold then. */
  refresh(): Promise<void> {
    // One after the other: what was read earlier must not hold over what was read later
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { loaded, stores, log, onChange } = this.#options;
    const { values, leftOut } = judgeStored(await stores.settings.list(), loaded);
    const told = leftOut.join('\n');
    if (told !== this.#told && told !== '') log.warn({ settings: leftOut }, 'some stored settings do not hold here');
    this.#told = told;
    if (outline(values) === outline(this.#values)) return;
    this.#values = values;
    log.info({ settings: [...values.keys()] }, 'stored settings hold');
    onChange();
  }
}
