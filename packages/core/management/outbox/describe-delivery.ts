import { shortenedAddress } from '../../mail/shortened-address.ts';
import { payloadContext } from '../../outbox/post.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import { MAIL_KIND } from '../../ports/mail.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';
import type { ManagementPorts } from '../ports.ts';

/** `waiting` was not tried yet, `retrying` failed before, `under_way` is being tried, `dead` was given up. */
export type DeliveryState = 'waiting' | 'retrying' | 'under_way' | 'dead';

/** Something that is to reach the outside, without what it says: neither a mail nor its links are told. */
export interface DeliveryDescription {
  readonly id: string;
  /** `mail`, `backchannel_logout`, … */
  readonly kind: string;
  /** What a mail is about, or the client that is told; absent where nobody said. */
  readonly about?: string | undefined;
  /** Whom a mail goes to, shortened; absent once it is dead. */
  readonly to?: string | undefined;
  readonly state: DeliveryState;
  /** Attempts that were begun. */
  readonly attempts: number;
  readonly createdAt: EpochSeconds;
  /** When it is tried next; absent where nobody will. */
  readonly nextAttemptAt?: EpochSeconds | undefined;
  readonly lastError?: string | undefined;
  /** After this it is given up. */
  readonly expiresAt: EpochSeconds;
  /** Until when it can be seen here. */
  readonly removeAt: EpochSeconds;
}

type Ports = Pick<ManagementPorts, 'sealer' | 'clock'>;

/** Whether somebody delivers it at this instant: their lease has not ended. */
export const isUnderWay = ({ lease, dueAt }: OutboxMessage, now: EpochSeconds): boolean =>
  lease !== undefined && dueAt !== undefined && dueAt > now;

const stateOf = (message: OutboxMessage, now: EpochSeconds): DeliveryState => {
  if (message.dueAt === undefined) return 'dead';
  if (isUnderWay(message, now)) return 'under_way';
  return message.attempts === 0 ? 'waiting' : 'retrying';
};

const addressIn = ({ id, payload }: OutboxMessage, { sealer }: Ports): string | undefined => {
  try {
    const mail: unknown = JSON.parse(sealer.open(payload, payloadContext(id)));
    return typeof mail === 'object' && mail !== null && 'to' in mail && typeof mail.to === 'string'
      ? shortenedAddress(mail.to)
      : undefined;
  } catch {
    // Sealed with another master key: nobody delivers it either, and its last error says so
    return undefined;
  }
};

export const describeDelivery = (message: OutboxMessage, ports: Ports): DeliveryDescription => {
  const { id, kind, about, attempts, createdAt, lastError, expiresAt, removeAt } = message;
  const state = stateOf(message, seconds(ports.clock));
  return {
    ...{ id, kind, about, attempts, createdAt, lastError, expiresAt, removeAt, state },
    to: kind === MAIL_KIND && message.payload !== '' ? addressIn(message, ports) : undefined,
    nextAttemptAt: state === 'waiting' || state === 'retrying' ? message.dueAt : undefined,
  };
};
