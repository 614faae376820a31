#!/usr/bin/env bun
import { readEnvironment } from './env.ts';
import { run } from './run.ts';
import { processTerminal } from './terminal/terminal.ts';

process.exit(await run(process.argv.slice(2), processTerminal(readEnvironment())));
