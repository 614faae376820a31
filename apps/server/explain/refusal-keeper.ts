import {
  type Caller,
  type Change,
  type Clock,
  type HandleMint,
  type KeptRefusal,
  type Stores,
  seconds,
} from '@cardea/core';
import { type Refusal, refusals } from '@cardea/protocol';
import type { Settings } from '../config/settings-table.ts';
import type { Logger } from '../logging/create-logger.ts';
import { redactText } from '../logging/redact-text.ts';
import { redactValue } from '../logging/redact-value.ts';

/** So many refusals of one kind are kept a second: a flood of one is a sample of it, and hides no other. */
const KEPT_PER_SECOND = 20;
const WRITE_EVERY_MS = 1_000;
/** More wait only where the database does not answer; those are lost. */
const MAX_WAITING = 1_000;
const MAX_CLIENT_CHARS = 200;
const MAX_PROCEDURE_CHARS = 100;

export interface RefusalKeeperOptions {
  readonly stores: Pick<Stores, 'commit'>;
  readonly clock: Clock;
  readonly mint: Pick<HandleMint, 'mintId'>;
  readonly settings: Pick<Settings, 'explainRetentionSeconds' | 'explainMaxRefusals'>;
  readonly log: Pick<Logger, 'warn'>;
}

interface Note {
  readonly code: string;
  /** Where it is not what the tables say. */
  readonly description?: string;
  readonly detail: Readonly<Record<string, unknown>> | undefined;
}

/** A call of the management that was refused, as its caller was told. */
export interface RefusedCallNote {
  readonly code: string;
  readonly message: string;
  readonly field?: string | undefined;
  readonly procedure: string;
  /** What called. */
  readonly clientId: string;
}

interface Refused {
  readonly endpoint: string;
  readonly caller: Caller;
}

/**
 * Keeps refusals for who asks why. A request only leaves a note: the notes are written together in the background, and what a
 * flood brings too many of is not written at all. When the process dies, the notes of its last second are lost: the log has them.
 */
export class RefusalKeeper {
  readonly #options: RefusalKeeperOptions;
  readonly #kept = new Map<string, number>();
  readonly #byRedirect = new WeakMap<Response, Refusal>();
  #second = 0;
  #waiting: KeptRefusal[] = [];
  #timer: Timer | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: RefusalKeeperOptions) {
    this.#options = options;
  }

  keep({ code, description, detail }: Refusal, refused: Refused): void {
    const isUsual = description === refusals[code].description;
    this.#keep({ code, detail, ...(isUsual ? {} : { description }) }, refused);
  }

  /** The same for a call of the management. */
  keepCall({ code, message, field, procedure, clientId }: RefusedCallNote, refused: Refused): void {
    // Somebody looked for one that is not kept: that explains nothing
    if (code === 'refusal.not_found') return;
    const detail = { client: clientId, procedure: procedure.slice(0, MAX_PROCEDURE_CHARS), field };
    this.#keep({ code, description: message, detail }, refused);
  }

  #keep(what: Note, refused: Refused): void {
    const { explainMaxRefusals } = this.#options.settings;
    if (explainMaxRefusals === 0 || this.#waiting.length >= MAX_WAITING) return;
    const nowMs = this.#options.clock.nowMs();
    if (!this.#mayKeep(what.code, Math.floor(nowMs / 1000))) return;
    this.#waiting.push(this.#noteOf(what, refused, nowMs));
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.flush(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  /** That an answer tells a client by redirect why it was refused. */
  sentBack<T extends Response>(response: T, refusal: Refusal | undefined): T {
    if (refusal !== undefined) this.#byRedirect.set(response, refusal);
    return response;
  }

  /** The refusal that an answer tells a client by redirect. */
  sentBackBy(response: Response): Refusal | undefined {
    return this.#byRedirect.get(response);
  }

  /** Writes what waits; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.#writing = this.#writing.then(() => this.#write(waiting));
    return this.#writing;
  }

  async #write(waiting: readonly KeptRefusal[]): Promise<void> {
    const { stores, settings, log } = this.#options;
    const inserts = waiting.map((refusal): Change => ({ kind: 'kept_refusal.insert', refusal }));
    try {
      await stores.commit({
        changes: [...inserts, { kind: 'kept_refusals.evict', keep: settings.explainMaxRefusals }],
      });
    } catch (error) {
      log.warn({ err: error, count: waiting.length }, 'refusals could not be kept for explanation');
    }
  }

  #mayKeep(code: string, second: number): boolean {
    if (second !== this.#second) {
      this.#second = second;
      this.#kept.clear();
    }
    const count = this.#kept.get(code) ?? 0;
    this.#kept.set(code, count + 1);
    return count < KEPT_PER_SECOND;
  }

  #noteOf({ code, description, detail }: Note, { endpoint, caller }: Refused, nowMs: number): KeptRefusal {
    const { mint, clock, settings } = this.#options;
    const client = detail?.client;
    const at = seconds(clock);
    return {
      id: mint.mintId(nowMs),
      requestId: caller.requestId,
      at,
      endpoint,
      code,
      address: caller.address,
      // Callers put secrets and tokens where ids belong
      ...(typeof client === 'string' ? { clientId: redactText(client.slice(0, MAX_CLIENT_CHARS)) } : {}),
      ...(description === undefined ? {} : { description: redactText(description) }),
      ...(detail === undefined ? {} : { detail: Object(redactValue(detail)) }),
      removeAt: at + settings.explainRetentionSeconds,
    };
  }
}
