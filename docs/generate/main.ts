#!/usr/bin/env bun
// `bun run docs` writes docs/reference from the tables in the code; `--check` says what is stale and writes nothing.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cliPage } from './cli.ts';
import { configurationPage } from './configuration.ts';
import { endpointsPage } from './endpoints.ts';
import { errorsPage } from './errors.ts';
import { metricsPage } from './metrics.ts';
import type { Page } from './page.ts';
import { parityPage } from './parity.ts';

const pages: readonly Page[] = [cliPage, configurationPage, endpointsPage, errorsPage, metricsPage, parityPage];

const folder = resolve(import.meta.dir, '..', 'reference');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale: string[] = [];
for (const page of pages) {
  const file = Bun.file(join(folder, page.file));
  const text = `${page.render().trimEnd()}\n`;
  if ((await file.exists()) && (await file.text()) === text) continue;
  stale.push(page.file);
  if (!values.check) await file.write(text);
}

const known = new Set(pages.map((page) => page.file));
const orphans = [...new Bun.Glob('*').scanSync({ cwd: folder })].filter((file) => !known.has(file));

if (values.check) for (const name of stale) console.error(`docs/reference/${name} is stale; run: bun run docs`);
else for (const name of stale) console.log(`wrote docs/reference/${name}`);
for (const name of orphans) console.error(`docs/reference/${name} is made by no generator; remove it`);
process.exitCode = orphans.length > 0 || (values.check && stale.length > 0) ? 1 : 0;
