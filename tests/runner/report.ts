import { closingLine, type Outcome } from './outcome.ts';

const MESSAGE_LINES = 200;

const indent = (text: string): string => {
  const lines = text.split('\n');
  const shown = lines.length > MESSAGE_LINES ? [...lines.slice(0, MESSAGE_LINES), '…'] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
};

/** What a person wants to see last: what was skipped and why, what failed, and the closing line. */
export const report = (outcome: Outcome): string => {
  const skips = outcome.skips.map(({ name, reason }) => `  ${name}\n    ${reason}`);
  const failures = outcome.failures.map(({ name, message }) => `  ${name}\n${indent(message)}`);
  return [
    ...(skips.length > 0 ? ['', 'Skipped:', ...skips] : []),
    ...(failures.length > 0 ? ['', 'Failed:', ...failures] : []),
    '',
    closingLine(outcome),
  ].join('\n');
};
