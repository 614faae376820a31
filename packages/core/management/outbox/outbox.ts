import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { OutboxFilter, OutboxMessage } from '../../ports/outbox.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { type DeliveryDescription, describeDelivery, isUnderWay } from './describe-delivery.ts';

/** What is to reach the outside: mail, and the news that a session ended. What was delivered is not here any more. */
export interface OutboxManagement {
  /** The newest first. */
  list(wish: ListWish & Pick<OutboxFilter, 'kind' | 'state'>): Promise<ListPage<DeliveryDescription> | ManagementError>;
  show(id: string): Promise<DeliveryDescription | ManagementError>;
  /** Has a waiting one tried at once. What was given up has forgotten what it said, and is not tried again. */
  retry(id: string, actor: Actor): Promise<DeliveryDescription | ManagementError>;
  /** Gives one up and forgets it. */
  drop(id: string, actor: Actor): Promise<ManagementError | undefined>;
}

const find = async (id: string, { stores }: ManagementPorts): Promise<OutboxMessage | ManagementError> =>
  (await stores.outbox.find(id)) ?? new ManagementError('delivery.not_found', { subject: id.slice(0, 64) });

/** Why nothing was done to a message that was there a moment ago. */
const whyNot = async (id: string, ports: ManagementPorts): Promise<ManagementError> => {
  const message = await find(id, ports);
  if (isManagementError(message)) return message;
  const isDead = message.dueAt === undefined;
  return new ManagementError(isDead ? 'delivery.dead' : 'delivery.under_way', { subject: id });
};

export const createOutboxManagement = (ports: ManagementPorts): OutboxManagement => {
  const { stores, clock } = ports;
  return {
    list: ({ limit, cursor, ...narrowing }) =>
      listPage(ports, { name: 'outbox', wish: { limit, cursor }, narrowing }, async ({ after }) => {
        const before = after === undefined ? undefined : String(after);
        const found = await stores.outbox.list({ ...narrowing, before, limit: limit + 1 });
        const rows = found.slice(0, limit).map((message) => describeDelivery(message, ports));
        return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined };
      }),
    async show(id) {
      const message = await find(id, ports);
      return isManagementError(message) ? message : describeDelivery(message, ports);
    },
    async retry(id, actor) {
      const message = await find(id, ports);
      if (isManagementError(message)) return message;
      const { kind, about } = message;
      const at = seconds(clock);
      const held =
        message.dueAt !== undefined &&
        (await stores.commit({
          guard: { kind: 'outbox.hasten', id, at },
          changes: [audited(clock, { actor, action: 'delivery.retried', target: id, detail: { kind, about } })],
        }));
      return held ? describeDelivery({ ...message, lease: undefined, dueAt: at }, ports) : whyNot(id, ports);
    },
    async drop(id, actor) {
      const message = await find(id, ports);
      if (isManagementError(message)) return message;
      const { kind, about, attempts } = message;
      const at = seconds(clock);
      const held =
        !isUnderWay(message, at) &&
        (await stores.commit({
          guard: { kind: 'outbox.drop', id, at },
          changes: [
            audited(clock, { actor, action: 'delivery.dropped', target: id, detail: { kind, about, attempts } }),
          ],
        }));
      return held ? undefined : whyNot(id, ports);
    },
  };
};
