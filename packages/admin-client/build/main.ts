#!/usr/bin/env bun
// Writes the package as strangers install it: `bun packages/admin-client/build/main.ts [--out FOLDER]`.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { pack } from './pack.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: join(import.meta.dir, '..', 'dist') } } });
const folder = resolve(values.out);
await build(folder);
console.log(await pack(folder));
