// Tries attacks on every pattern and check, in a process that can be killed: an expression cannot be interrupted.
// Says what it begins and, in JSON, what the worst of it took.
import { resolve } from 'node:path';
import { attacksOn } from './attacks.ts';
import { checks, commonAttacks } from './checks.ts';
import { findPatterns } from './find-patterns.ts';

const LENGTH = 64 * 1024;

const runPattern =
  (expression: RegExp) =>
  (text: string): void => {
    expression.lastIndex = 0;
    if (expression.global) for (const _ of text.matchAll(expression));
    else expression.exec(text);
  };

/** Milliseconds of the processor for the worst text, whatever else the machine does. */
const measure = (name: string, run: (text: string) => void, texts: readonly string[]): void => {
  console.log(`begin ${name}`);
  let worst = { milliseconds: 0, text: '' };
  for (const text of texts) {
    const before = process.cpuUsage();
    run(text);
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1000;
    if (milliseconds > worst.milliseconds) worst = { milliseconds, text: `${text.slice(0, 40)}…${text.slice(-10)}` };
  }
  console.log(JSON.stringify({ name, ...worst }));
};

const patterns = new Map<string, RegExp>();
for (const { where, source, flags } of await findPatterns(resolve(import.meta.dir, '../../../..')))
  if (!patterns.has(`/${source}/${flags}`)) patterns.set(`/${source}/${flags} in ${where}`, new RegExp(source, flags));
for (const [name, expression] of patterns) measure(name, runPattern(expression), attacksOn(expression, LENGTH));
for (const [name, check] of Object.entries(checks)) measure(name, check, commonAttacks(LENGTH));
