import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { deliveryArgument } from './delivery-argument.ts';

export const outboxDrop = defineCommand({
  name: 'outbox drop',
  summary: 'Give a delivery up and forget it.',
  details: ['Nobody is told of what it said. The audit keeps who dropped it.'],
  args: { id: deliveryArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'outbox drop 0Gk3v9sX2mQ4bT7cLp1WdA --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { id }, flags, terminal, admin }) => {
    await yes.ask(`Give ${id} up?`, flags.yes, terminal);
    await (await admin()).outbox.drop.mutate({ id });
    return { data: { id, dropped: true }, lines: [`${id} is forgotten.`] };
  },
});
