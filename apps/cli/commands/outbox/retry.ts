import { defineCommand } from '../../parse/command.ts';
import { deliveryArgument } from './delivery-argument.ts';

export const outboxRetry = defineCommand({
  name: 'outbox retry',
  summary: 'Have a delivery that waits tried now.',
  details: [
    'A server tries it within five seconds. What was given up has forgotten what it said and is not tried again: cause it once more instead.',
  ],
  args: { id: deliveryArgument },
  flags: {},
  examples: [{ line: 'outbox retry 0Gk3v9sX2mQ4bT7cLp1WdA', does: 'The mail server works again.' }],
  run: async ({ args, admin }) => {
    const delivery = await (await admin()).outbox.retry.mutate({ id: args.id });
    return { data: delivery, lines: [`${args.id} is tried now.`] };
  },
});
