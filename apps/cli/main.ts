#!/usr/bin/env bun
// Runs the built program, and builds it first where its sources have changed.
import { builtProgram } from './build/built-program.ts';

const program = await builtProgram((text) => process.stderr.write(`${text}\n`));
// Whatever starts this process anew starts the program itself.
process.argv[1] = program;
await import(program);
