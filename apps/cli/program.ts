#!/usr/bin/env bun
import { readEnvironment } from './env.ts';
import { startLean } from './lean-heap.ts';

const args = process.argv.slice(2);
const environment = readEnvironment();
startLean(args, environment);

// Only now, so that what is started anew has not been loaded before.
const { run } = await import('./run.ts');
const { processTerminal } = await import('./terminal/terminal.ts');
process.exit(await run(args, processTerminal(environment)));
