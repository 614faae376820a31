import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownDelivery = Awaited<ReturnType<AdminClient['outbox']['show']['query']>>;

export const deliveryHeading = ['ID', 'KIND', 'ABOUT', 'STATE', 'ATTEMPTS', 'NEXT', 'LAST ERROR'];

const words: Readonly<Record<ShownDelivery['state'], string>> = {
  waiting: 'waiting',
  retrying: 'retrying',
  under_way: 'under way',
  dead: 'dead',
};

export const deliveryRow = (delivery: ShownDelivery): readonly string[] => [
  delivery.id,
  delivery.kind,
  delivery.about ?? '',
  words[delivery.state],
  String(delivery.attempts),
  instant(delivery.nextAttemptAt) ?? '',
  delivery.lastError ?? '',
];

export const deliveryLines = (delivery: ShownDelivery): readonly string[] =>
  facts([
    ['id', delivery.id],
    ['kind', delivery.kind],
    ['about', delivery.about],
    ['to', delivery.to],
    ['state', words[delivery.state]],
    ['attempts', String(delivery.attempts)],
    ['posted', instant(delivery.createdAt)],
    ['next attempt', instant(delivery.nextAttemptAt)],
    ['last error', delivery.lastError],
    ['given up after', delivery.state === 'dead' ? undefined : instant(delivery.expiresAt)],
    ['seen here until', instant(delivery.removeAt)],
  ]);
