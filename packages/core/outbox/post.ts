import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { OutboxChange, OutboxMessage } from '../ports/outbox.ts';

/** A dead message is kept so long, for whoever asks what became of it. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Something to deliver. */
export interface Post {
  readonly kind: string;
  /** What its deliverer gets: plain JSON. It may hold secrets. */
  readonly payload: unknown;
  /** What it is about, for operators: never with a secret or an address. */
  readonly about?: string | undefined;
  /** It is given up after so long: dead. */
  readonly lifetimeSeconds: number;
}

/** A payload opens in its own row only. */
export const payloadContext = (id: string): string => `outbox:${id}`;

/** The change that posts it: put it in the unit that causes it. Due at once. */
export const post = (
  { kind, payload, about, lifetimeSeconds }: Post,
  { clock, mint, sealer }: Pick<EngineOptions, 'clock' | 'mint' | 'sealer'>,
): OutboxChange => {
  const createdAt = seconds(clock);
  const id = mint.mintId(clock.nowMs());
  const expiresAt = createdAt + lifetimeSeconds;
  const message: OutboxMessage = {
    id,
    kind,
    about,
    payload: sealer.seal(JSON.stringify(payload), payloadContext(id)),
    createdAt,
    dueAt: createdAt,
    attempts: 0,
    expiresAt,
    removeAt: expiresAt + KEPT_SECONDS,
  };
  return { kind: 'outbox.insert', message };
};
