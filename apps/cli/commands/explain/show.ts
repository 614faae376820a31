import { defineCommand } from '../../parse/command.ts';
import { explanationLines } from '../../show/explanation.ts';

export const explainShow = defineCommand({
  name: 'explain show',
  summary: 'Show why a request was refused: every check of it, what was registered and what was sent.',
  args: { requestId: { name: 'REQUEST_ID', doc: 'the id in the answer, on the error page or in the log' } },
  flags: {},
  examples: [
    { line: 'explain show 6f9619ff-8b86-4d01-b42d-00cf4fc964ff', does: 'The checks of that request, and what to do.' },
  ],
  run: async ({ args, admin }) => {
    const refusal = await (await admin()).explain.get.query({ requestId: args.requestId });
    return { data: refusal, lines: explanationLines(refusal) };
  },
});
