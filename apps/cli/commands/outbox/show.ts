import { defineCommand } from '../../parse/command.ts';
import { deliveryLines } from '../../show/delivery.ts';
import { deliveryArgument } from './delivery-argument.ts';

export const outboxShow = defineCommand({
  name: 'outbox show',
  summary: 'Show one delivery: its attempts, its last error and when it is tried next.',
  details: ['What a mail says is never shown: there may be a link in it that signs somebody in.'],
  args: { id: deliveryArgument },
  flags: {},
  examples: [{ line: 'outbox show 0Gk3v9sX2mQ4bT7cLp1WdA', does: 'Everything about it but its content.' }],
  run: async ({ args, admin }) => {
    const delivery = await (await admin()).outbox.show.query({ id: args.id });
    return { data: delivery, lines: deliveryLines(delivery) };
  },
});
