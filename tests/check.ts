#!/usr/bin/env bun
// `bun run check`: everything about the repository that can be known without starting Cardea.
import { resolve } from 'node:path';
import { checks, runChecks } from './runner/checks.ts';
import { report } from './runner/report.ts';

const outcome = await runChecks(checks, { root: resolve(import.meta.dir, '..'), say: console.log });
console.log(report(outcome));
process.exitCode = outcome.failures.length > 0 ? 1 : 0;
