#!/usr/bin/env bun
// Builds the console where that is needed, and says so.
import { ensureConsole } from './build.ts';

const startedMs = performance.now();
if (await ensureConsole())
  console.log(`The console was built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
